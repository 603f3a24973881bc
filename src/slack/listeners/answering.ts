import { randomUUID } from 'node:crypto';
import { isOpen } from '../../incident/incident.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Decision } from '../../logbook.ts';
import { incidentLine } from '../blocks/incident-list.ts';
import { mrkdwn } from '../blocks/mrkdwn.ts';
import { unknownVerbBlocks } from '../blocks/unknown-verb.ts';
import type { Desk } from '../desk.ts';
import { parseCommandText } from '../text/command.ts';
import { nearestVerb, verbOf } from './commands.ts';
import { canSee } from './sight.ts';
import { readLine } from './typed-line.ts';
import type { Answer, Ask, Later } from './verb.ts';

/** Who asks, and where. */
export type Asker = {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  /** Names the request for good: Slack gives each its own. */
  readonly trigger: string;
  readonly source: 'command' | 'form' | 'button';
  readonly responseUrl?: string;
};

/** An ask about a line, from the person's side: what they may see of the channel they are in. */
export const askOf = async (
  desk: Desk,
  asker: Asker,
  line: string,
  gate?: Gate,
): Promise<Ask & { wrote: () => boolean }> => {
  const who = desk.people.person(asker.user);
  const head = await desk.logbook.head({ channel: asker.channel });
  const incident = head ? await desk.logbook.read(head.id) : undefined;
  const { verb, rest } = readLine(line);
  const typed = asker.source === 'command' ? `${desk.config.command} ${line}` : undefined;
  const hand = {
    recorder: who,
    source: { type: asker.source, trigger: asker.trigger },
    ...(typed !== undefined && { typed }),
  } as const;
  const zone = desk.people.row(asker.user)?.tz ?? undefined;
  let written = false;
  return {
    desk,
    team: asker.team,
    channel: asker.channel,
    who,
    ...(zone && isZone(zone) && { writerZone: zone }),
    line,
    verb,
    rest,
    now: desk.now(),
    ...(incident && { incident }),
    hand,
    words: (text) => parseCommandText(text, desk.people.names),
    record: async (id, decide) => {
      const recorded = await desk.logbook.record(id, hand, gate ? gate.guard(decide) : decide);
      written ||= recorded.news.length > 0;
      return recorded;
    },
    intend: async (what: Later) => {
      const body = { later: what, user: asker.user, channel: asker.channel, responseUrl: asker.responseUrl };
      await desk.intend({ key: `later:${asker.trigger}`, kind: 'interaction', channel: asker.channel, body });
    },
    wrote: () => written,
  };
};

/** Slack's zones are IANA names; one that this machine does not know is left out. */
const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Lets one decision through, unless it was closed before: then nothing is written, and nothing will be. */
export type Gate = { readonly guard: (decide: Decision) => Decision; readonly close: () => boolean };

export const createGate = (): Gate => {
  let state: 'open' | 'passed' | 'closed' = 'open';
  return {
    guard: (decide) => (incident, messages) => {
      if (state === 'closed') throw new TooLate();
      state = 'passed';
      return decide(incident, messages);
    },
    close: () => {
      if (state === 'open') state = 'closed';
      return state === 'closed';
    },
  };
};

export class TooLate extends Error {
  override name = 'TooLate';
}

/** Runs a line and answers it. Refusals are answers; anything else is a bug, told kindly here and wholly to the operator. */
export const answerLine = async (ask: Ask & { wrote: () => boolean }): Promise<Answer> => {
  try {
    return await run(ask);
  } catch (error) {
    if (error instanceof TooLate) throw error;
    return answerError(ask.desk, error, ask.wrote(), ask.line);
  }
};

const run = async (ask: Ask): Promise<Answer> => {
  const verb = ask.verb === '' ? verbOf('help') : verbOf(ask.verb);
  if (!verb) return offer(ask);
  if (verb.where === 'anywhere') return verb.run(ask);
  if (!ask.incident) return whereTo(ask, verb.name);
  return verb.run({ ...ask, incident: ask.incident });
};

const later: ReadonlySet<string> = new Set(['adopt', 'catchup', 'asof', 'redact', 'private']);

const offer = (ask: Ask): Answer => {
  if (later.has(ask.verb)) return { text: `\`${ask.verb}\` is not in this version. Nothing was written.` };
  const meant = nearestVerb(ask.verb)?.name;
  const text = `There is no ${mrkdwn(ask.verb, 60)}: nothing was done.`;
  return { text, blocks: unknownVerbBlocks(ask.line, ask.words(ask.line), meant, ask.incident !== undefined) };
};

/** A command outside an incident's channel says which incidents are open, and gives the words back. */
const whereTo = async (ask: Ask, verb: string): Promise<Answer> => {
  const heads = await ask.desk.logbook.heads({ team: ask.team, open: true });
  const open = heads.filter((head) => isOpen(head) && canSee(ask, head)).slice(0, 20);
  const lines = open.map((head) => `• ${incidentLine(head)}`);
  const where =
    lines.length > 0
      ? `These are open:\n${lines.join('\n')}`
      : `None is open: \`${ask.desk.config.command} start <title>\` opens one.`;
  return {
    text: `This channel is not an incident's, so nothing was written. Type \`${verb}\` in an incident's channel. ${where}\nYou typed: ${mrkdwn(ask.words(ask.line), 1500)}`,
  };
};

/** What a person is told when something went wrong. `wrote`: what they asked for is on the record all the same. */
export const answerError = (desk: Desk, error: unknown, wrote: boolean, line: string): Answer => {
  if (error instanceof Refusal) return { text: mrkdwn(error.message, 2900) };
  const reference = randomUUID().slice(0, 8);
  desk.log.error({ reference, error: describe(error) }, 'A command failed');
  const words = line ? ` You typed: ${mrkdwn(line, 1500)}` : '';
  if (wrote) return { text: `That is saved, but the answer could not be made (reference ${reference}).` };
  return {
    text: `Sorry, *nothing was saved*: ${isStorage(error) ? 'the database could not be written' : 'something went wrong on our side'} (reference ${reference}). Please try again, and keep your words until it works.${words}`,
  };
};

/** Where it went wrong, never what was written. */
const describe = (error: unknown): object => {
  if (!(error instanceof Error)) return { message: 'not an error' };
  return {
    name: error.name,
    code: 'code' in error ? error.code : undefined,
    stack: error.stack
      ?.split('\n')
      .filter((each) => /^\s+at /.test(each))
      .slice(0, 8),
  };
};

const isStorage = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name.includes('Store') || ('code' in error && String(error.code).startsWith('SQLITE')));
