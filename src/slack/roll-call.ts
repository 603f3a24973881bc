import type { WebClient } from '@slack/web-api';
import { isOpen } from '../incident/incident.ts';
import { factsOf, type Log } from '../log.ts';
import type { Logbook } from '../logbook.ts';
import type { After } from './after.ts';
import type { Background } from './background.ts';
import type { People } from './people.ts';
import { isFinal } from './surfaces/calls.ts';

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
    retries.get(what)?.();
    retries.delete(what);
    background(what, async () => {
      try {
        await ask();
      } catch (error) {
        log.warn({ ...factsOf(error), what }, 'Slack did not tell who is who or where.');
        if (stopped || isFinal(error)) return;
        retries.get(what)?.();
        const again = () => read(what, ask, Math.min(wait * 2, LAST_RETRY));
        retries.set(what, after(wait, again));
      }
    });
  };

  const members = (channel: string): void =>
    read(`read the members of ${channel}`, () => people.refreshMembers(client, channel));

  return {
    members,
    /** Everybody, and the members of every open incident's channel. */
    all: (): void => {
      read('read people', () => people.refresh(client));
      read('read members', async () => {
        for (const head of await logbook.heads())
          if (head.channel && (isOpen(head) || head.private)) members(head.channel);
      });
    },
    stop: (): void => {
      stopped = true;
      for (const cancel of retries.values()) cancel();
    },
  };
};
