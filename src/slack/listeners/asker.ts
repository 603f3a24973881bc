import { z } from 'zod';
import type { Source } from '../../incident/entry.ts';
import type { Desk } from '../desk.ts';
import { codeText } from '../text/code-text.ts';
import { parseCommandText } from '../text/command.ts';
import type { Gate } from './gate.ts';
import { isOutsider } from './sight.ts';
import { readLine } from './typed-line.ts';
import type { Ask } from './verb.ts';

/** Who asks, where, when and how. */
export const asker = z.object({
  team: z.string(),
  channel: z.string(),
  user: z.string(),
  /** Milliseconds UTC. */
  at: z.number(),
  /** Names the request for good: Slack gives each its own. */
  trigger: z.string(),
  source: z.enum(['command', 'form', 'button']),
  responseUrl: z.string().optional(),
});
export type Asker = z.infer<typeof asker>;

/** An ask about a line, from the person's side. */
export const askOf = async (desk: Desk, asker: Asker, line: string, gate?: Gate): Promise<Ask> => {
  const who = desk.people.person(asker.user);
  const head = asker.channel ? await desk.logbook.head({ channel: asker.channel }) : undefined;
  const { names } = desk.people;
  const source: Source = { type: asker.source, trigger: asker.trigger };
  const typed = asker.source === 'command' && { typed: `${desk.config.command} ${codeText(line, names)}` };
  const hand = { recorder: who, source, ...typed };
  const zone = desk.people.row(asker.user)?.tz;
  let written = false;
  return {
    desk,
    team: asker.team,
    channel: asker.channel,
    who,
    isOutsider: isOutsider(desk, asker.user),
    ...(zone && isZone(zone) && { writerZone: zone }),
    line,
    ...readLine(line),
    now: new Date(asker.at),
    ...(head && { incident: await desk.logbook.read(head.id) }),
    hand,
    words: (text) => parseCommandText(text, names),
    record: async (id, decide, asks = {}) => {
      const pass: typeof decide = (...known) => {
        gate?.pass();
        return decide(...known);
      };
      const recorded = await desk.logbook.record(id, hand, pass, asks);
      written ||= recorded.news.length > 0;
      return recorded;
    },
    open: async (first) => {
      const opened = await desk.logbook.open(asker.team, hand, (number) => {
        gate?.pass();
        return first(number);
      });
      written = true;
      return opened;
    },
    wrote: () => written,
    intend: async (later) => {
      const { user, channel, trigger, responseUrl } = asker;
      const body = { later, user, channel, responseUrl };
      await desk.intend({ key: `later:${trigger}`, kind: 'interaction', channel, body });
    },
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
