import { z } from 'zod';
import type { Source } from '../../incident/entry.ts';
import type { Desk } from '../desk.ts';
import { codeText } from '../text/code-text.ts';
import { parseCommandText } from '../text/command.ts';
import { readSaid } from './addressed.ts';
import { verbOf } from './commands.ts';
import type { Gate } from './gate.ts';
import { canSeeHere, isOutsider } from './sight.ts';
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
  /** They were in the channel when they asked. */
  isIn: z.boolean().default(false),
});
export type Asker = z.infer<typeof asker>;

/** An asker as Slack tells of them: a command is typed by somebody who is in the channel; what is pressed or sent off may be old. */
export const askerAt = ({ people }: Pick<Desk, 'people'>, told: Omit<Asker, 'isIn'>): Asker => ({
  ...told,
  isIn: told.source === 'command' || people.isMember(told.channel, told.user),
});

/** An ask about a line, from the person's side. */
export const askOf = async (desk: Desk, asker: Asker, typedLine: string, gate?: Gate): Promise<Ask> => {
  const who = desk.people.person(asker.user);
  const head = asker.channel ? await desk.logbook.head({ channel: asker.channel }) : undefined;
  const isOut = isOutsider(desk, asker.user, asker.team);
  const isSeen = head && canSeeHere({ desk, who, isOutsider: isOut, isIn: asker.isIn }, head);
  const { names } = desk.people;
  // Incidents are this workspace's, wherever somebody asks.
  const team = desk.self()?.team ?? asker.team;
  const source: Source = { type: asker.source, trigger: asker.trigger };
  const typed = asker.source === 'command' && { typed: `${desk.config.command} ${codeText(typedLine, names)}` };
  const hand = { recorder: who, source, ...typed };
  const zone = desk.people.row(asker.user)?.tz;
  const said = await readSaid({ desk, who, isOutsider: isOut }, team, typedLine, verbOf);
  let written = false;
  return {
    desk,
    team,
    channel: asker.channel,
    who,
    isOutsider: isOut,
    ...(zone && isZone(zone) && { writerZone: zone }),
    now: new Date(asker.at),
    ...(isSeen && !said.addressed && { incident: await desk.logbook.read(head.id) }),
    ...said,
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
      const opened = await desk.logbook.open(team, hand, (number) => {
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
