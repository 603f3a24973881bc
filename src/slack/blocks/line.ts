import type { KnownBlock } from '@slack/types';
import type { Entry } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { overruledBy } from '../../incident/moments.ts';
import { tell } from '../../incident/tell.ts';
import { brief, type Words } from '../../incident/words.ts';
import { clockLabel } from '../../incident/zone.ts';
import { mrkdwn } from './mrkdwn.ts';

/** One line for what was put on the record: `#14 14:05 PST *Hypothesis:* words (Ana)`. */
export const lineText = (entry: Entry, incident: Incident): string => {
  const telling = tell(entry, incident.zone) ?? { label: '', words: { text: '' } };
  const number = incident.moments.find((moment) => moment.entry.seq === entry.seq)?.number;
  const task = incident.tasks.find(({ seq }) => seq === entry.seq)?.number;
  return [
    number !== undefined && `*#${number}*`,
    task !== undefined && `*T${task}*`,
    clockLabel(entry.at, incident.zone),
    `*${mrkdwn(telling.label)}:*`,
    inOneLine(telling.words),
    ...detailsOf(entry, incident),
    `(${mrkdwn(entry.author.name)})`,
  ]
    .filter(Boolean)
    .join(' ');
};

export const lineBlocks = (lines: readonly string[]): KnownBlock[] =>
  lines.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, expand: true }));

const LINE = 300;

/** The whole is in the timeline and in the document. */
const inOneLine = (words: Words): string =>
  words.text.includes('\n') || words.text.length > LINE ? mrkdwn(brief(words, LINE)) : mrkdwn(words);

/** What the words alone do not tell: what a correction changed, and which hypothesis it is about. */
const detailsOf = (entry: Entry, incident: Incident): string[] => {
  const { kind, data, seq } = entry;
  const { moments, zone } = incident;
  if (kind !== 'entry.edited' && kind !== 'marked') return [];
  const claim = data.about === undefined ? undefined : moments[data.about - 1]?.entry;
  const about = claim?.kind === 'marked' ? `about #${data.about} ${mrkdwn(brief(claim.data.words, 80))}` : '';
  const changed =
    kind === 'entry.edited' ? [data.at && `now at ${clockLabel(data.at, zone)}`, data.kind && `now ${data.kind}`] : [];
  const moment = data.about === undefined ? undefined : moments.find((each) => each.entry.seq === seq);
  const before = moment && overruledBy(incident, moment);
  const overrules = before ? `#${before.number} had said otherwise` : '';
  return [...changed, about, overrules].flatMap((detail) => (detail ? `[${detail}]` : []));
};
