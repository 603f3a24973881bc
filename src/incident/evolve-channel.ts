import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';

type OfChannel = Extract<Entry, { kind: `channel.${string}` }>;

/** An incident's channel after what happened to it. */
export const channelAfter = (
  { channel, private: isPrivate }: Pick<Incident, 'channel' | 'private'>,
  { kind, data }: OfChannel,
): Incident['channel'] => {
  if (kind === 'channel.made') return { id: data.channel, name: data.name, archived: false, private: isPrivate };
  if (kind === 'channel.adopted') {
    const is = { archived: false, private: isPrivate, adopted: true } as const;
    return { id: data.channel, name: data.name, ...is, ...(data.since && { since: data.since }) };
  }
  if (!channel) return undefined;
  switch (kind) {
    case 'channel.renamed':
      return { ...channel, name: data.name };
    case 'channel.archived':
    case 'channel.unarchived':
      return { ...channel, archived: kind === 'channel.archived' };
    case 'channel.converted':
      return { ...channel, private: data.private };
    case 'channel.moved':
      return { ...channel, id: data.channel, was: [...(channel.was ?? []), channel.id] };
    case 'channel.deleted':
      // Nothing can be shown there any more, as in an archived one.
      return { ...channel, archived: true, deleted: true };
  }
};
