import { refuse } from '../../../incident/refusal.ts';
import { formats } from '../../../postmortem/formats.ts';
import { checkPermitted } from '../permitted.ts';
import { typing } from '../receipt.ts';
import type { Verb } from '../verb.ts';

/** Needs Slack, so it is kept, and done after it was acknowledged. */
export const exportDocument: Verb = {
  name: 'export',
  usage: 'export [markdown | html | json]',
  help: 'Upload the document to the channel',
  where: 'incident',
  run: async (ask) => {
    const typed = ask.rest.trim().toLowerCase().replace(/^md$/, 'markdown') || 'markdown';
    const format = formats.find((each) => each === typed);
    if (!format)
      return refuse(
        `There is no format ${ask.words(ask.rest).text} here: say ${formats.map((each) => typing(ask, `export ${each}`)).join(' or ')}.`,
      );
    if (ask.incident.channel?.deleted)
      return refuse(
        `The channel of INC-${ask.incident.number} was deleted, so there is nowhere to upload it: ${typing(ask, 'postmortem')} shows it, and \`debrief export\` writes it where Debrief runs.`,
      );
    if (!ask.incident.channel)
      return refuse(
        `INC-${ask.incident.number} has no channel yet in which it could be uploaded, and nothing was done: try again in a moment.`,
      );
    if (format === 'json') checkPermitted(ask, 'export', ask.incident);
    await ask.intend({ does: 'export', incident: ask.incident.id, format });
    return { text: 'Received: the document is on its way to the channel of the incident.' };
  },
};
