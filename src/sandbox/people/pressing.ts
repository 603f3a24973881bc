import { asJson, asList, asText, type Json } from '../json.ts';
import { find } from '../messages.ts';
import type { View } from '../views.ts';
import type { Ephemeral, User } from '../workspace.ts';
import { channelOf, failureOf, interaction, type Stage } from './dispatch.ts';
import { elementState, elementsOf, type Filled, stateOf } from './inputs.ts';
import { conversationAt, type SeenMessage } from './place.ts';

/** Where a button is: in a message, in an ephemeral answer, in a modal or on the Home tab. */
export type Pressable = SeenMessage | Ephemeral | View;

export type Pressed = { readonly failed?: string };

type Press = { value?: Filled; values?: Readonly<Record<string, Filled>> };

/** Presses a button (found by its action_id or its words), or chooses in a menu. */
export const press = async (
  stage: Stage,
  user: User,
  wanted: string,
  on: Pressable,
  how: Press = {},
): Promise<Pressed> => {
  const { world, deliveries } = stage;
  const blocks = current(stage, user, on);
  const hit = blocks
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .find(
      ({ element }) =>
        element.action_id === wanted || asText(asJson(element.text).text) === wanted || offers(element, wanted),
    );
  if (!hit) throw new Error(`${user.name} sees no button "${wanted}", but: ${buttons(blocks).join(', ') || 'none'}`);
  const { block, element } = hit;
  const value = how.value ?? (offers(element, wanted) ? wanted : undefined);
  const outcome = await deliveries.ask('interactive', {
    ...interaction(world, user, 'block_actions'),
    ...origin(stage, user, on),
    trigger_id: world.triggers.issue(user.id),
    ...('type' in on && on.type !== 'message' ? {} : { state: stateOf(blocks, how.values ?? {}) }),
    actions: [{ ...action(element, value), block_id: block.block_id, action_ts: world.stamp() }],
  });
  const failed = failureOf(outcome);
  return failed ? { failed } : {};
};

const isView = (on: Pressable): on is View => 'hash' in on;

/** What is there now, which may be newer than what the test holds in its hand. */
const current = ({ world }: Stage, user: User, on: Pressable): Json[] => {
  if (isView(on)) {
    const open = world.views.stacks.get(user.id)?.find(({ id }) => id === on.id) ?? world.views.homes.get(user.id);
    return asList(open?.blocks);
  }
  const message = find(conversationAt(world, on.channel), on.ts);
  const ephemeral = world.ephemerals.find(({ ts, deleted }) => ts === on.ts && !deleted);
  const shown = message ?? ephemeral;
  return [...asList(shown?.blocks), ...asList(shown?.attachments).flatMap(({ blocks }) => asList(blocks))];
};

const origin = ({ world }: Stage, user: User, on: Pressable): Json => {
  if (isView(on)) return { container: { type: 'view', view_id: on.id }, view: on };
  const where = conversationAt(world, on.channel);
  const message = find(where, on.ts);
  const { ts, thread_ts: thread } = on;
  const place = { message_ts: ts, channel_id: where.id, is_ephemeral: !message, ...(thread && { thread_ts: thread }) };
  const source = { channel: where.id, user: user.id, ts, ...(thread && { thread }) };
  return {
    container: { type: 'message', ...place },
    channel: channelOf(where),
    ...(message && { message }),
    response_url: world.responses.issue('actions', source),
  };
};

const action = (element: Json, value: Filled | undefined): Json => {
  const { type, action_id, text, style } = element;
  if (type !== 'button') return { action_id, ...elementState(element, value ?? null) };
  return {
    action_id,
    type,
    text,
    ...(element.value !== undefined && { value: element.value }),
    ...(style !== undefined && { style }),
  };
};

const offers = (element: Json, wanted: string): boolean =>
  asList(element.options).some(({ text }) => asText(asJson(text).text) === wanted);

const buttons = (blocks: readonly Json[]): string[] =>
  blocks.flatMap(elementsOf).map((element) => asText(asJson(element.text).text) || asText(element.action_id));
