import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { Incident, Moment } from '../../incident/incident.ts';
import { tell } from '../../incident/tell.ts';
import { timeline } from '../../incident/timeline.ts';
import { clockLabel, longDay } from '../../incident/zone.ts';
import { actions, button } from './button.ts';
import { context, section } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

const PAGE = 20;

/** A page of the timeline, the last one unless `until` says before how many entries it ends; each entry with its menu. */
export const timelineBlocks = (incident: Incident, until = Number.POSITIVE_INFINITY): KnownBlock[] => {
  const story = timeline(incident);
  const end = Math.min(until, story.length);
  const start = Math.max(0, end - PAGE);
  const shown = story.slice(start, end);
  const value = (to: number): string => JSON.stringify({ incident: incident.id, until: to });
  return [
    context(`INC-${incident.number}, entries ${start + 1} to ${end} of ${story.length}, times in ${incident.zone}`),
    ...shown.flatMap((moment, i) => [...dayBlock(incident, moment, shown[i - 1]), entryBlock(incident, moment)]),
    ...actions([
      ...(start > 0 ? [button('timeline_page:earlier', 'Earlier', value(start))] : []),
      ...(end < story.length
        ? [button('timeline_page:later', 'Later', value(Math.min(end + PAGE, story.length)))]
        : []),
    ]),
  ];
};

const dayBlock = ({ zone }: Incident, { entry }: Moment, before: Moment | undefined): KnownBlock[] => {
  const date = longDay(entry.at, zone);
  return before && longDay(before.entry.at, zone) === date ? [] : [context(`*${date}*`)];
};

const entryBlock = (incident: Incident, moment: Moment): KnownBlock => {
  const option = (act: 'edit' | 'hide' | 'redact', label: string): PlainTextOption => ({
    text: { type: 'plain_text', text: `${label} #${moment.number}` },
    value: JSON.stringify([act, incident.id, moment.number]),
  });
  return {
    ...section(entryText(incident, moment)),
    accessory: {
      type: 'overflow',
      action_id: 'entry_menu',
      options: [option('edit', 'Edit'), option('hide', 'Hide'), option('redact', 'Redact')],
    },
  };
};

/** `*#14* 14:05 PST *Hypothesis:* words (Ana)` */
export const entryText = ({ zone }: Incident, { number, entry, deleted, history, redacted }: Moment): string => {
  const telling = tell(entry, zone) ?? { label: '', words: { text: '' } };
  return [
    `*#${number}* ${clockLabel(entry.at, zone)} *${mrkdwn(telling.label)}:*`,
    mrkdwn(telling.words, 1_500),
    `(${mrkdwn(entry.author.name)})`,
    history.length > 0 && '_edited_',
    deleted && '_deleted in Slack_',
    redacted && `_redacted by ${mrkdwn(redacted.by.name)}_`,
  ]
    .filter(Boolean)
    .join(' ');
};
