import type { WebClient } from '@slack/web-api';
import { factsOf, type Log } from '../log.ts';
import type { Logbook, WhichHeads } from '../logbook.ts';
import type { After } from './after.ts';
import type { Background } from './background.ts';
import type { People } from './people.ts';
import { noticePrivateRooms } from './private-rooms.ts';
import { errorName, isFinal } from './surfaces/calls.ts';

type Needs = {
  readonly client: WebClient;
  readonly people: People;
  readonly logbook: Logbook;
  readonly after: After;
  readonly background: Background;
  readonly log: Log;
};

const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;

/** Asks Slack who there is, and who is in which channel: each by itself, again and again until Slack answers. */
export const createRollCall = ({ client, people, logbook, after, background, log }: Needs) => {
  const retries = new Map<string, () => void>();
  let stopped = false;

  const read = (what: string, ask: () => Promise<void>, wait = FIRST_RETRY): void => {
    if (stopped) return;
    retries.get(what)?.();
    retries.delete(what);
    background(what, async () => {
      try {
        await ask();
      } catch (error) {
        log.warn({ ...factsOf(error), what }, 'Slack did not tell who is who or where.');
        // Of a channel that is deleted, or that we are not in, it is asked again when it is looked at anew.
        if (stopped || isFinal(error) || errorName(error) === 'channel_not_found') return;
        retries.get(what)?.();
        const again = () => read(what, ask, Math.min(wait * 2, LAST_RETRY));
        retries.set(what, after(wait, again));
      }
    });
  };

  const members = (channel: string): void =>
    read(`read the members of ${channel}`, () => people.refreshMembers(client, channel));

  const membersOf =
    (what: string, ...which: readonly WhichHeads[]) =>
    (): void =>
      read(what, async () => {
        const heads = await Promise.all(which.map((each) => logbook.heads(each)));
        for (const channel of new Set(heads.flat().flatMap((head) => head.channel ?? []))) members(channel);
      });
  const channels = membersOf('read members', { open: true }, { private: true });

  return {
    members,
    /** The members of every channel that somebody's sight depends on. */
    channels,
    /** An event may be lost without a trace: of what is open it is asked from time to time. */
    openChannels: membersOf('read members of what is open', { open: true }),
    /** Everybody, who is in which channel, and which of them are private. */
    all: (): void => {
      read('read people', () => people.refresh(client));
      read('read which channels are private', () => noticePrivateRooms(client, logbook));
      channels();
    },
    stop: (): void => {
      stopped = true;
      for (const cancel of retries.values()) cancel();
    },
  };
};
