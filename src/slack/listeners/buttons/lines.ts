import { resolveForm } from '../../blocks/forms/resolve.ts';
import { readSaid } from '../addressed.ts';
import { answerLine } from '../answering.ts';
import { verbOf } from '../commands.ts';
import { checkPermitted } from '../permitted.ts';
import { incidentHere } from '../sight.ts';
import type { Answer, Ask } from '../verb.ts';
import type { Buttons } from './pressed.ts';

const say = async (ask: Ask, line: string): Promise<Answer> =>
  answerLine({ ...ask, ...(await readSaid(ask, ask.team, line, verbOf)) });

/** Buttons that stand for a line which could be typed. */
export const lineButtons: Buttons = {
  say_again: { press: say, outsiders: true },
  start_anyway: { press: (ask, line) => say({ ...ask, anyway: true }, line) },
  show_timeline: { press: (ask) => say(ask, 'timeline'), outsiders: true },
  show_postmortem: { press: (ask) => say(ask, 'postmortem') },
  export_markdown: { press: (ask) => say(ask, 'export markdown') },
  export_html: { press: (ask) => say(ask, 'export html') },
  export_json: { press: (ask) => say(ask, 'export json') },
  open_resolve: {
    press: async (ask) => {
      const incident = incidentHere(ask);
      checkPermitted(ask, 'resolve', incident);
      const text = `Type it instead: \`${ask.desk.config.command} resolve 14:05 …\`.`;
      return { text, form: resolveForm(incident, ask.now) };
    },
  },
};
