import type { Button } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Entry, MessageKey } from '../../incident/entry.ts';
import { type Incident, isOpen } from '../../incident/incident.ts';
import { factsOf, type Log } from '../../log.ts';
import type { Logbook, Watcher } from '../../logbook.ts';
import { createTurns } from '../../turns.ts';
import type { After } from '../after.ts';
import { credentialNotice } from '../blocks/credential.ts';
import type { Meta } from '../desk.ts';
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
const LOOKED_AFTER = 24 * 3_600_000;
/** So many entries without a credential are looked at again after a crash. */
const NOTED_EVERY = 500;

/**
 * Tells people, after the commit, that a credential is in what they wrote. How far each log was looked at is noted, so that
 * a crash in between loses no notice, and a restart repeats none.
 */
export const createCredentialNotices = (needs: Needs) => {
  const { client, logbook, people, meta, after, now, log } = needs;
  const turn = createTurns();
  const looked = new Map<string, { seq: number; noted: number }>();
  const told = new Set<string>();
  const retries = new Map<string, () => void>();
  const absent = new Map<string, number>();
  let stopped = false;

  const placeOf = async (id: string) => {
    const known = looked.get(id);
    if (known) return known;
    const noted = Number((await meta.get(keyOf(id))) ?? 0);
    const place = { seq: noted, noted };
    looked.set(id, place);
    return place;
  };
  const note = async (id: string, seq: number): Promise<void> => {
    await meta.set(keyOf(id), String(seq));
    looked.set(id, { seq, noted: seq });
  };
  const isPerson = (id: string): boolean => /^[UW]/.test(id) && people.row(id)?.bot !== true;

  /** How often somebody was not in the channel already. */
  const tries = (id: string, user: string): number => {
    const count = absent.get(`${id} ${user}`) ?? 0;
    absent.set(`${id} ${user}`, count + 1);
    return count;
  };

  const look = async (id: string): Promise<void> => {
    const { seq, noted } = await placeOf(id);
    const incident = await logbook.read(id);
    if (stopped || incident.seq <= seq || incident.imported || !incident.channel || incident.channel.archived) return;
    const entries = await logbook.entries(id, seq);
    const last = entries.at(-1)?.seq ?? seq;
    const found = entries.filter(({ credentials = [] }) => credentials.length > 0);
    const isReworded = found.some((entry) => entry.kind === 'message.worded' && entry.data.message.version !== '');
    const before = isReworded ? await logbook.entries(id) : found;
    const flags = flagsIn(incident, found, before, isPerson).filter(({ entry }) => !told.has(`${id} ${entry.seq}`));
    for (const group of Map.groupBy(flags, addressOf).values()) await tell(incident, incident.channel.id, group);
    if (found.length > 0 || last - noted >= NOTED_EVERY) await note(id, last);
    else looked.set(id, { seq: last, noted });
  };

  const tell = async (incident: Incident, channel: string, flags: readonly Flag[]): Promise<void> => {
    const [first] = flags;
    if (!first) return;
    const { place, to } = first;
    const notice = credentialNotice(
      flags,
      ({ place: at }) => (at.type === 'message' ? needs.permalink(at) : undefined),
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

  const converge = (id: string): void =>
    void turn(id, () => look(id)).catch((error) => {
      log.warn(factsOf(error), 'A notice of a credential could not be given; trying again.');
      if (!stopped) retry(id, errorName(error) === 'user_not_in_channel' ? JOINING : AGAIN);
    });

  const retry = (id: string, wait: number): void => {
    retries.get(id)?.();
    const again = () => {
      retries.delete(id);
      converge(id);
    };
    retries.set(id, after(wait, again));
  };

  const news: Watcher = async ({ id }, entries) => {
    const isWanted = ({ kind, credentials }: Entry) => credentials !== undefined || kind === 'channel.made';
    if (entries.some(isWanted)) converge(id);
  };

  return {
    news,
    convergeAll: async (): Promise<void> => {
      const recent = +now() - LOOKED_AFTER;
      for (const head of await logbook.heads())
        if (head.channel && (isOpen(head) || (head.resolvedAt ?? 0) >= recent)) converge(head.id);
    },
    busy: turn.busy,
    settled: turn.settled,
    stop: async (): Promise<void> => {
      stopped = true;
      for (const cancel of retries.values()) cancel();
      await turn.settled();
    },
  };
};

const keyOf = (incident: string): string => `credentials:${incident}`;

/** One notice for each person and thread, however much was read at once. */
const addressOf = ({ to, place, isTheirs }: Flag): string =>
  `${to.id} ${isTheirs} ${place.type === 'message' ? (place.thread ?? '') : ''}`;
