import type { Incident } from '../../../incident/incident.ts';
import { redactable } from '../../../incident/redactable.ts';
import { context } from '../../blocks/lines.ts';
import { clearance } from '../../blocks/redaction.ts';
import { askAbout } from '../addressed.ts';
import { askToRedact, carryOutRedaction } from '../redaction.ts';
import { incidentAt } from '../sight.ts';
import type { Answer, Ask } from '../verb.ts';
import { type Buttons, readAbout } from './pressed.ts';

/** Slack waits three seconds for an answer. */
const PATIENCE = 800;
const STEP = 20;

/** Whether what Debrief shows in Slack is put right, too, or follows. */
const withSurfaces = async (
  { desk }: Ask,
  incident: Incident,
  carryOut: (incident: Incident) => Promise<Answer>,
): Promise<Answer> => {
  const answer = await carryOut(incident);
  const { id, lost = 0 } = await desk.logbook.read(incident.id);
  const [first, ...others] = answer.blocks ?? [];
  const where = context(clearance(await isSoonCleared(desk, id, lost)));
  return { ...answer, blocks: first ? [first, where, ...others] : [where] };
};

const isSoonCleared = async ({ converge, isCleared }: Ask['desk'], id: string, lost: number): Promise<boolean> => {
  void converge(id);
  const until = performance.now() + PATIENCE;
  while (performance.now() < until && !(await isCleared(id, lost)))
    await new Promise((resolve) => setTimeout(resolve, STEP).unref());
  return isCleared(id, lost);
};

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
      const known = await incidentAt(ask, incident);
      return withSurfaces(ask, known, (now) => carryOutRedaction(askAbout(ask, known), now, what));
    },
    outsiders: true,
  },
  redact_not: {
    press: async (_, name) => ({ text: `Nothing was destroyed: ${name} is as it was.`, replaces: true }),
    outsiders: true,
  },
};
