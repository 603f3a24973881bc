import type { KnownBlock } from '@slack/types';
import type { Entry } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { tell } from '../../incident/tell.ts';
import { clockLabel } from '../../incident/zone.ts';
import { mrkdwn } from './mrkdwn.ts';

/** One line for what was put on the record: `#14 14:05 PST *Hypothesis:* words (Ana)`. */
export const lineText = (entry: Entry, incident: Incident): string => {
  const telling = tell(entry) ?? { label: '', words: { text: '' } };
  const number = incident.moments.find((moment) => moment.entry.seq === entry.seq)?.number;
  const task = incident.tasks.find(({ seq }) => seq === entry.seq)?.number;
  return [
    number !== undefined && `*#${number}*`,
    task !== undefined && `*T${task}*`,
    clockLabel(entry.at, incident.zone),
    `*${mrkdwn(telling.label)}:*`,
    mrkdwn(telling.words, 2000),
    `(${mrkdwn(entry.author.name)})`,
  ]
    .filter(Boolean)
    .join(' ');
};

export const lineBlocks = (lines: readonly string[]): KnownBlock[] =>
  lines.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, expand: true }));
