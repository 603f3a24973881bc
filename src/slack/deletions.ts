import { isTold, markKey } from '../incident/incident.ts';
import type { Watcher } from '../logbook.ts';
import type { Whispers } from './whispers.ts';

/** Somebody who deletes a message in Slack that was marked hears that its words stay on the timeline, and how to take them off. */
export const deletionNotice =
  ({ whisper }: Pick<Whispers, 'whisper'>, command: string): Watcher =>
  async (incident, news) => {
    for (const { kind, data } of news) {
      if (kind !== 'message.deleted') continue;
      const moment = incident.moments[(incident.marks.get(markKey(data.message, false)) ?? 0) - 1];
      const { channel } = data.message;
      if (!moment || !isTold(moment) || !/^[UW]/.test(moment.entry.author.id)) continue;
      const { number, entry } = moment;
      const thread = entry.kind === 'marked' ? entry.data.message?.thread : undefined;
      const text = `The message that you deleted stays on the timeline of INC-${incident.number} as #${number}; \`${command} hide #${number}\` takes it off.`;
      whisper(entry.author.id, { channel, ...(thread && { thread }) }, text);
    }
  };
