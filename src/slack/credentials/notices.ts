import type { Button } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { MessageKey } from '../../incident/entry.ts';
import { atPresent } from '../../incident/home.ts';
import type { Incident } from '../../incident/incident.ts';
import { factsOf, type Log } from '../../log.ts';
import type { Logbook } from '../../logbook.ts';
import type { After } from '../after.ts';
import { credentialNotice } from '../blocks/credential.ts';
import type { Meta } from '../desk.ts';
import { createFollower, type Follower } from '../follow.ts';
import type { People } from '../people.ts';
import { errorName, isFinal } from '../surfaces/calls.ts';
import { type Flag, flagsIn } from './flags.ts';

type Needs = {
  readonly client: WebClient;
  readonly logbook: Logbook;
  readonly people: Pick<People, 'row'>;
  readonly meta: Meta;
  readonly after: After;
  readonly now: () => Date;
  readonly log: Log;
  readonly permalink: (message: MessageKey) => string;
  /** The button by which this person may destroy the words. */
  readonly redactButton: (incident: Incident, flag: Flag, name: string) => Button | undefined;
};

const AGAIN = 30_000;
/** Who opens an incident is not in its channel yet when it is made. */
const JOINING = 3_000;
const JOINING_TRIES = 10;

/** Tells people, after the commit, that a credential is in what they wrote. */
export const createCredentialNotices = (needs: Needs): Follower => {
  const { client, logbook, people, log } = needs;
  const told = new Set<string>();
  const absent = new Map<string, number>();
  const isPerson = (id: string): boolean => /^[UW]/.test(id) && people.row(id)?.bot !== true;
  /** How often somebody was not in the channel already. */
  const tries = (id: string, user: string): number => {
    const count = absent.get(`${id} ${user}`) ?? 0;
    absent.set(`${id} ${user}`, count + 1);
    return count;
  };

  const tell = async (incident: Incident, channel: string, flags: readonly Flag[]): Promise<void> => {
    const [first] = flags;
    if (!first) return;
    const { place, to } = first;
    const notice = credentialNotice(
      flags,
      ({ place: at }) => (at.type === 'message' ? needs.permalink(atPresent(incident, at)) : undefined),
      (flag, name) => needs.redactButton(incident, flag, name),
    );
    const thread = place.type === 'message' && place.thread ? { thread_ts: place.thread } : {};
    try {
      await client.chat.postEphemeral({ channel, user: to.id, ...thread, ...notice });
    } catch (error) {
      const isJoining = errorName(error) === 'user_not_in_channel' && tries(incident.id, to.id) < JOINING_TRIES;
      if (isJoining || !isFinal(error)) throw error;
      const facts = { ...factsOf(error), incident: incident.id, seq: first.entry.seq };
      log.warn(
        facts,
        'Somebody could not be told of a credential in their words: it is masked, and should be revoked.',
      );
    }
    for (const { entry } of flags) told.add(`${incident.id} ${entry.seq}`);
  };

  return createFollower({
    ...needs,
    name: 'credentials',
    isWanted: ({ credentials = [] }) => credentials.length > 0,
    see: async (incident, found) => {
      const isReworded = found.some((entry) => entry.kind === 'message.worded' && entry.data.message.version !== '');
      const before = isReworded ? await logbook.entries(incident.id) : found;
      const isNew = ({ entry }: Flag) => !told.has(`${incident.id} ${entry.seq}`);
      const flags = flagsIn(incident, found, before, isPerson).filter(isNew);
      const { id, archived } = incident.channel ?? { id: '', archived: true };
      if (archived) return;
      for (const group of Map.groupBy(flags, addressOf).values()) await tell(incident, id, group);
    },
    patience: (error) => (errorName(error) === 'user_not_in_channel' ? JOINING : AGAIN),
  });
};

/** One notice for each person and thread, however much was read at once. */
const addressOf = ({ to, place, isTheirs }: Flag): string =>
  `${to.id} ${isTheirs} ${place.type === 'message' ? (place.thread ?? '') : ''}`;
