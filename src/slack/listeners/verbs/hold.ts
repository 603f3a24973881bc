import { holdWords, releaseWords } from '../../../incident/retention.ts';
import { command } from '../receipt.ts';
import type { Verb } from '../verb.ts';

export const hold: Verb = {
  name: 'hold',
  usage: 'hold [off] [why]',
  help: 'Keep all words of this incident, whatever `RETENTION_DAYS` says, until `hold off`',
  where: 'incident',
  run: async (ask) => {
    const [, off, why = ''] = /^\s*(off\b)?\s*([\s\S]*)$/i.exec(ask.rest) ?? [];
    const words = why.trim() === '' ? undefined : ask.words(why);
    const { id, number } = ask.incident;
    await ask.record(id, off ? releaseWords(words) : holdWords(words));
    const gone = words ? ` ${command(ask, 'redact hold')} destroys what you said with it.` : '';
    return {
      text: off
        ? `INC-${number} is not held any more.${gone}`
        : `INC-${number} is held: no words are deleted by themselves until ${command(ask, 'hold off')}. \`redact\` still works.${gone}`,
    };
  },
};
