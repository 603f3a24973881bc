import { debrief } from '../../../incident/entry.ts';
import { channelConverted, channelDeleted } from '../../../incident/secrecy.ts';
import type { Decision, Hand } from '../../../logbook.ts';
import type { Context, Heard } from './heard.ts';

// What becomes of an incident's channel, by people's hands: most of it no bot may do, or undo.

export const renamed = (channel: string, name: string): Heard =>
  noted(({ channel: known }) =>
    known?.id === channel && known.name !== name ? [{ kind: 'channel.renamed', data: { name } }] : [],
  );

export const archived = (channel: string): Heard =>
  noted(({ channel: known }) =>
    known?.id === channel && !known.archived ? [{ kind: 'channel.archived', data: {} }] : [],
  );

/** Only a person can unarchive a channel; from then on it is kept true again. */
export const unarchived = (channel: string): Heard =>
  noted(({ channel: known }) =>
    known?.id === channel && known.archived ? [{ kind: 'channel.unarchived', data: {} }] : [],
  );

export const converted = (channel: string, toPrivate: boolean, by: string | undefined, { people }: Context): Heard =>
  noted(channelConverted(channel, toPrivate), by === undefined ? undefined : people.person(by));

export const deletedChannel = (channel: string): Heard => noted(channelDeleted(channel));

const noted = (decide: Decision, recorder: Hand['recorder'] = debrief): Heard => ({
  type: 'stroke',
  stroke: { hand: { recorder, source: { type: 'debrief' } }, decide },
});
