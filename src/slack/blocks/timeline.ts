import type { KnownBlock } from '@slack/types';
import type { Incident, Moment } from '../../incident/incident.ts';
import { tell } from '../../incident/tell.ts';
import { timeline } from '../../incident/timeline.ts';
import { clockLabel, day } from '../../incident/zone.ts';
import { mrkdwn } from './mrkdwn.ts';

const MOST = 40;

/** The last entries of the timeline, each with its buttons; the date at each change of day. */
export const timelineBlocks = (incident: Incident, command: string): KnownBlock[] => {
  const story = timeline(incident);
  const shown = story.slice(-MOST);
  const left = story.length - shown.length;
  const header =
    left > 0
      ? `The last ${shown.length} of ${story.length} entries; \`${command} export\` has them all.`
      : `${story.length} entries, times in ${mrkdwn(incident.zone)}.`;
  return [context(header), ...shown.map((moment, i) => entryBlock(incident, moment, shown[i - 1]))];
};

const entryBlock = (incident: Incident, moment: Moment, before: Moment | undefined): KnownBlock => {
  const { number, entry, deleted } = moment;
  const { zone } = incident;
  const date = day(entry.at, zone);
  const isNewDay = !before || day(before.entry.at, zone) !== date;
  const telling = tell(entry) ?? { label: '', words: { text: '' } };
  const text = [
    isNewDay && `_${date}_\n`,
    `*#${number}* ${clockLabel(entry.at, zone)} *${mrkdwn(telling.label)}:*`,
    mrkdwn(telling.words, 1500),
    `(${mrkdwn(entry.author.name)})`,
    deleted && '(deleted in Slack)',
  ];
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: text.filter(Boolean).join(' '), verbatim: true },
    accessory: {
      type: 'overflow',
      action_id: 'entry_menu',
      options: [
        {
          text: { type: 'plain_text', text: `Edit #${number}` },
          value: JSON.stringify({ do: 'edit', incident: incident.id, number }),
        },
        {
          text: { type: 'plain_text', text: `Hide #${number}` },
          value: JSON.stringify({ do: 'hide', incident: incident.id, number }),
        },
      ],
    },
  };
};

const context = (text: string): KnownBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text, verbatim: true }],
});
