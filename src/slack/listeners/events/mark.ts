import { z } from 'zod';
import type { MessageKey, MomentKind, Via } from '../../../incident/entry.ts';
import { markMessage, unmarkMessage } from '../../../incident/marks.ts';
import { type Context, type Hear, type Heard, instantOf, keyAt, nothing } from './heard.ts';
import { isOurs, slackMessage } from './message.ts';

export const reactionEvent = z.looseObject({
  user: z.string(),
  reaction: z.string(),
  item: z.looseObject({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
  item_user: z.string().optional(),
  event_ts: z.string(),
});

export const pinEvent = z.looseObject({
  user: z.string(),
  channel_id: z.string(),
  item: z.looseObject({
    type: z.string(),
    created_by: z.string().optional(),
    message: slackMessage.partial().optional(),
  }),
  event_ts: z.string(),
});

type Marking = {
  key: MessageKey;
  kind: MomentKind;
  via: Via;
  /** Whose mark it is; somebody else may take it away. */
  of?: string;
  by: string;
  ts: string;
  source: 'reaction' | 'pin';
};

export const hearReaction =
  (set: boolean): Hear<z.infer<typeof reactionEvent>> =>
  ({ user, reaction, item, item_user, event_ts: ts }, context) => {
    const name = reaction.replace(/::skin-tone-\d$/, '');
    const kind = meaningOf(name, context.config);
    if (!kind || item.type !== 'message' || !item.channel || !item.ts || item_user === context.self.user)
      return nothing;
    if (isBot(user, context)) return nothing;
    const key = keyAt(context, item.channel, item.ts);
    if (kind === 'task') return set ? { type: 'task', key, by: context.people.person(user) } : nothing;
    return marking(set, { key, kind, via: { type: 'reaction', name }, by: user, ts, source: 'reaction' }, context);
  };

export const hearPin =
  (set: boolean): Hear<z.infer<typeof pinEvent>> =>
  ({ user, channel_id: channel, item, event_ts: ts }, context) => {
    const { message } = item;
    if (item.type !== 'message' || !message?.ts || isOurs(message, context)) return nothing;
    // Anybody may take a pin away; the mark is that of who had set it.
    const of = set ? user : (item.created_by ?? user);
    if (isBot(of, context)) return nothing;
    const key = keyAt(context, channel, message.ts);
    return marking(set, { key, kind: 'note', via: { type: 'pin' }, of, by: user, ts, source: 'pin' }, context);
  };

/** Custom emoji may be called what every object has: `constructor`. */
export const meaningOf = (
  name: string,
  { reactions }: Pick<Context['config'], 'reactions'>,
): MomentKind | 'task' | undefined => (Object.hasOwn(reactions, name) ? reactions[name] : undefined);

const marking = (set: boolean, marked: Marking, { people }: Context): Heard => {
  const { key, kind, via, of = marked.by, source } = marked;
  const [by, owner, at] = [people.person(marked.by), people.person(of), instantOf(marked.ts)];
  const decide = set
    ? markMessage({ key, kind, via, by, at })
    : unmarkMessage({ key, via, by: owner, at, isOthers: of !== marked.by });
  return {
    type: 'stroke',
    stroke: { hand: { recorder: by, source: { type: source, ...key } }, decide, messages: [key] },
    mark: { key, by, kind, set },
  };
};

export const isBot = (user: string, { self, people }: Pick<Context, 'self' | 'people'>): boolean =>
  user === self.user || user === 'USLACKBOT' || people.row(user)?.bot === true;
