import type { Channel } from '../../src/sandbox/channel.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import type { MessageRef } from '../../src/sandbox/people/place.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Ledger, Said } from './ledger.ts';
import type { Random } from './random.ts';

export type Scene = ReturnType<typeof createScene>;

type Parts = {
  readonly sandbox: Sandbox;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly incidents: Channel;
  readonly pager: Person;
};

const nouns =
  'queue cache index proxy ledger basket mailer search login cron replica shard gateway billing tracer'.split(' ');
const others = 'slow empty wrong stuck green flat late broken gone full cold hot old new missing'.split(' ');

/** What those who act have before their eyes: the channels as they are in Slack now. */
export const createScene = ({ sandbox, random, ledger, incidents, pager }: Parts) => {
  let count = 0;
  const at = ({ channel, ts }: MessageRef) => sandbox.messagesIn(channel).find((message) => message.ts === ts);
  return {
    ledger,
    random,
    incidents,
    pager,
    /** Words that nobody said before: their first one is nowhere else. */
    words: (prefix: string): string =>
      `${prefix}${count++}x ${random.pick(nouns)} ${random.pick(others)} ${random.pick(nouns)} ${random.pick(others)}`,
    anyMessage: (channel: string, isWanted: (said: Said) => boolean = () => true): Said | undefined =>
      random.pick(
        [...ledger.said.values()].filter((said) => said.channel === channel && !said.deleted && isWanted(said)),
      ),
    isThere: (ref: MessageRef): boolean => {
      const message = at(ref);
      return message !== undefined && message.subtype !== 'tombstone';
    },
    isPinned: (ref: MessageRef): boolean => at(ref)?.pinned_to !== undefined,
    reactions: (ref: MessageRef, name: string): readonly string[] =>
      at(ref)?.reactions?.find((reaction) => reaction.name === name)?.users ?? [],
  };
};
