import { z } from 'zod';
import { Refusal, refuse } from '../../incident/refusal.ts';
import { adoptionBlocks } from '../blocks/adoption.ts';
import { escapeMrkdwn } from '../blocks/mrkdwn.ts';
import type { Desk } from '../desk.ts';
import { countMessages } from '../history/count.ts';
import { errorName } from '../surfaces/calls.ts';
import { carry } from './carry.ts';
import { canSee } from './sight.ts';
import type { Answer, Ask } from './verb.ts';

/** What somebody wants a channel to become; its button carries it. */
export const adoption = z.object({
  title: z.string(),
  severity: z.string().optional(),
  zone: z.string(),
  test: z.boolean(),
  /** Milliseconds UTC: what was said from then on is read. */
  since: z.number(),
});
export type Adoption = z.infer<typeof adoption>;

/** The same, with what Slack says of the channel. */
export const adoptable = adoption.extend({ channel: z.string(), private: z.boolean() });

/** A channel has one incident, for ever. Who may not see that incident hears only that there is one. */
export const refuseAdopted = async (ask: Ask, channel: string): Promise<void> => {
  const head = await ask.desk.logbook.head({ channel });
  if (!head) return;
  const which = canSee(ask, head) || ask.incident ? `INC-${head.number}` : 'an incident';
  refuse(
    `This channel is ${which} already, and a channel is one incident only. \`${ask.desk.config.command} start <title>\` opens another.`,
  );
};

/** Looks at the channel, and asks before anything is read. It may be asked twice for the same. */
export const askToAdopt = async (desk: Desk, channel: string, wanted: Adoption): Promise<Answer> => {
  try {
    const { name, isPrivate } = await enter(desk, channel);
    const count = await countMessages(desk, channel, new Date(wanted.since));
    const value = JSON.stringify({ ...wanted, channel, private: isPrivate } satisfies z.infer<typeof adoptable>);
    const text = `Shall #${name} become an incident?`;
    return { text, blocks: adoptionBlocks({ ...wanted, name, count, now: desk.now() }, await carry(desk, value)) };
  } catch (error) {
    if (error instanceof Refusal) return { text: escapeMrkdwn(error.message) };
    throw error;
  }
};

type Room = { readonly name: string; readonly isPrivate: boolean; readonly isMember: boolean };

/** What Slack says of a channel now. Refuses one that cannot become an incident. */
export const lookAt = async ({ client, config }: Desk, channel: string): Promise<Room> => {
  const { channel: info = {} } = await client.conversations.info({ channel }).catch((error) => {
    if (errorName(error) !== 'channel_not_found') throw error;
    return refuse(
      'Debrief is not in this channel, and it is private. Invite it with /invite and type that again. A group message cannot become an incident.',
    );
  });
  const name = info.name ?? channel;
  if (info.is_im || info.is_mpim) refuse('A direct or group message cannot become an incident: only a channel can.');
  if (info.is_general)
    refuse(`#${name} is everybody's: it cannot become an incident. Open one with ${config.command} start.`);
  if (name === config.incidentsChannel) refuse(`#${name} is where incidents are announced: it cannot become one.`);
  if (info.is_archived) refuse(`#${name} is archived. Unarchive it, and type that again.`);
  return { name, isPrivate: info.is_private === true, isMember: info.is_member === true };
};

/** Debrief goes into a public channel by itself; into a private one only a person can let it. */
const enter = async (desk: Desk, channel: string): Promise<Room> => {
  const room = await lookAt(desk, channel);
  if (!room.isMember)
    await desk.client.conversations.join({ channel }).catch((error) => {
      const why = errorName(error);
      if (why === undefined) throw error;
      return refuse(
        `Slack does not let Debrief into #${room.name} (${why}). Invite it with /invite and type that again.`,
      );
    });
  return room;
};
