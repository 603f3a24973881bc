import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Logbook } from '../logbook.ts';
import type { Whispers } from './whispers.ts';

const mark = z.object({
  event: z.object({
    type: z.enum(['reaction_added', 'pin_added']),
    user: z.string(),
    reaction: z.string().optional(),
    channel_id: z.string().optional(),
    item: z.object({ channel: z.string().optional(), ts: z.string().optional() }),
  }),
});

type Needs = {
  readonly logbook: Pick<Logbook, 'head'>;
  readonly config: Pick<Config, 'reactions'>;
  readonly whispers: Pick<Whispers, 'unsaved'>;
};

/** Who marks a message that cannot be saved is told, once: Slack brings the event again. */
export const createUnsaved =
  ({ logbook, config, whispers }: Needs) =>
  (body: object, isFirst: boolean): void => {
    const read = mark.safeParse(body);
    if (!isFirst || !read.success) return;
    const { type, user, reaction = '', channel_id, item } = read.data.event;
    const channel = item.channel ?? channel_id;
    const isMark = type === 'pin_added' || Object.hasOwn(config.reactions, reaction.replace(/::.*/, ''));
    if (!channel || !isMark) return;
    const tell = (): void => whispers.unsaved(user, { channel, ts: item.ts ?? '' });
    // What cannot be written may well be readable: elsewhere people use these emoji for other things.
    logbook.head({ channel }).then((head) => head && tell(), tell);
  };
