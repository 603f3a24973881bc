import { readRedactable } from '../../../incident/redactable.ts';
import { refuse } from '../../../incident/refusal.ts';
import { typing } from '../receipt.ts';
import { askToRedact } from '../redaction.ts';
import type { Verb } from '../verb.ts';

export const redact: Verb = {
  name: 'redact',
  usage: 'redact #12',
  help: 'Destroy its words for good, with history and copies; also `T3`, `cause 2` (a paragraph), `cause removed`, `link 1`, `hold` (why it was held). Any message has it in its menu',
  where: 'incident',
  outsiders: true,
  run: async (ask) => {
    const lines = ['redact #12', 'redact T3', 'redact cause 2', 'redact link 1'].map((line) => typing(ask, line));
    const what =
      readRedactable(ask.incident, ask.rest) ??
      refuse(`Which words? ${lines.join(', ')}; ${typing(ask, 'timeline')} shows the numbers. Nothing was done.`);
    return askToRedact(ask, ask.incident, what);
  },
};
