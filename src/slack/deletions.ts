import { atPresent } from '../incident/home.ts';
import { isTold, markKey } from '../incident/incident.ts';
import type { Watcher } from '../logbook.ts';
import { actions } from './blocks/button.ts';
import { sections } from './blocks/lines.ts';
import { redactButton } from './blocks/redaction.ts';
import type { Whispers } from './whispers.ts';

/** Somebody who deletes a message in Slack that was marked hears that its words stay on the timeline, how to take them off, and how to destroy them. */
export const deletionNotice =
  ({ whisper }: Pick<Whispers, 'whisper'>, command: string): Watcher =>
  async (incident, news) => {
    for (const { kind, data } of news) {
      if (kind !== 'message.deleted') continue;
      const moment = incident.moments[(incident.marks.get(markKey(data.message, false)) ?? 0) - 1];
      const { channel } = atPresent(incident, data.message);
      if (!moment || !isTold(moment) || !/^[UW]/.test(moment.entry.author.id)) continue;
      const { number, entry } = moment;
      const thread = entry.kind === 'marked' ? entry.data.message?.thread : undefined;
      const text = `The message that you deleted stays on the timeline of INC-${incident.number} as #${number}; \`${command} hide #${number}\` takes it off.`;
      const redact = redactButton(incident.id, { type: 'number', number }, `#${number}`);
      const blocks = [...sections(text), ...actions([redact])];
      whisper(entry.author.id, { channel, ...(thread && { thread }) }, text, blocks);
    }
  };
