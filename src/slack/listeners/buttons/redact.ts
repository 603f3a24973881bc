import { redactable } from '../../../incident/redactable.ts';
import { askToRedact, carryOutRedaction } from '../redaction.ts';
import { incidentAt } from '../sight.ts';
import { type Buttons, readAbout } from './pressed.ts';

/** Buttons that destroy words: the one that asks stands where words were found that should not stay. */
export const redactButtons: Buttons = {
  redact: {
    press: async (ask, value) => {
      const { incident, what } = readAbout(value, { what: redactable });
      return askToRedact(ask, await incidentAt(ask, incident), what);
    },
    outsiders: true,
  },
  redact_now: {
    press: async (ask, value) => {
      const { incident, what } = readAbout(value, { what: redactable });
      return carryOutRedaction(ask, await incidentAt(ask, incident), what);
    },
    outsiders: true,
  },
  redact_not: {
    press: async (_, name) => ({ text: `Nothing was destroyed: ${name} is as it was.`, replaces: true }),
    outsiders: true,
  },
};
