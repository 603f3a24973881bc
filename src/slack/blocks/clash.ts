import type { KnownBlock } from '@slack/types';
import type { Clash } from '../../incident/corrections.ts';
import type { Entry, Person } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { tell } from '../../incident/tell.ts';
import { clockLabel } from '../../incident/zone.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

type Both = Pick<Clash, 'moment' | 'seen' | 'by' | 'at' | 'wanted'>;

/** Somebody else was faster: who, when, what it read before, and what they made of it. */
export const clashText = ({ zone }: Incident, { moment, seen, by, at }: Both): string =>
  [
    `:warning: *${mrkdwn(by.name)} changed #${moment.number} at ${clockLabel(at, zone)}, while you had it before you.* Nothing of yours is saved yet.`,
    `It read: ${reading(seen, zone)}`,
    `${mrkdwn(by.name)}'s: ${reading(moment.entry, zone)}`,
  ].join('\n');

/** The same where no form is open any more. `mine` is the value of the button that overwrites theirs. */
export const clashBlocks = (incident: Incident, clash: Both, mine: string): KnownBlock[] => {
  const { words, at, kind } = clash.wanted;
  const yours = [at && clockLabel(at, incident.zone), kind && `*${kind}*`, words && `“${mrkdwn(words, 1_000)}”`];
  return [
    section(`${clashText(incident, clash)}\nYours: ${yours.filter(Boolean).join(' ')}`),
    ...actions([button('entry_mine', 'Overwrite with mine', mine)]),
  ];
};

type Overwritten = { readonly by: Person; readonly minutes: number; readonly before: Entry; readonly theirs: Entry };

/** What was typed stands, in the place of what somebody else had said just before: that is put back by the button. */
export const overwrittenBlocks = (
  text: string,
  incident: Incident,
  said: Overwritten,
  theirs: string,
): KnownBlock[] => {
  const { by, minutes, before, theirs: after } = said;
  const ago = minutes < 1 ? 'just now' : `${minutes} min ago`;
  return [
    section(text),
    section(
      `*${mrkdwn(by.name)}* had changed it ${ago}, from ${reading(before, incident.zone)} to ${reading(after, incident.zone)}. Yours stands now.`,
    ),
    ...actions([button('take_theirs', 'Take theirs', theirs)]),
  ];
};

const reading = (entry: Entry, zone: string): string => {
  const telling = tell(entry) ?? { label: '', words: { text: '' } };
  return `${clockLabel(entry.at, zone)} *${mrkdwn(telling.label)}* “${mrkdwn(telling.words, 700)}”`;
};
