import { refuse } from '../../../incident/refusal.ts';
import { command } from '../receipt.ts';
import { isOutsider } from '../sight.ts';
import type { Verb } from '../verb.ts';

const formats = ['markdown', 'json'] as const;
export type ExportFormat = (typeof formats)[number];

/** Needs Slack, so it is kept as an intent, and done after it was acknowledged. */
export const exportDocument: Verb = {
  name: 'export',
  usage: 'export [markdown | json]',
  help: 'Upload the document to the channel',
  where: 'incident',
  run: async (ask) => {
    const typed = ask.rest.trim().toLowerCase().replace(/^md$/, 'markdown') || 'markdown';
    const format = formats.find((each) => each === typed);
    if (!format)
      return refuse(
        `There is no format ${ask.words(ask.rest).text}: say ${command(ask, 'export markdown')} or ${command(ask, 'export json')}.`,
      );
    if (isOutsider(ask.desk, ask.who.id))
      return refuse('The whole log can be exported by members of the workspace only.');
    await ask.intend({ does: 'export', incident: ask.incident.id, format });
    return { text: 'Received: the document is being uploaded to this channel.' };
  },
};
