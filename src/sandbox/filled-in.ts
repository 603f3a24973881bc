import { asList, asText, isJson, type Json } from './json.ts';
import { blockId } from './messages.ts';
import type { World } from './world.ts';

/** Blocks as Slack gives them back: with the ids, `emoji` and `verbatim` that were left out. */
export const filledIn = (world: World, blocks: readonly Json[]): Json[] =>
  blocks.map((block) => {
    const filled: Json = { ...spelledOut(block), block_id: block.block_id ?? blockId(world) };
    if (block.type === 'actions') filled.elements = asList(filled.elements).map((each) => withId(world, each));
    if (isJson(filled.accessory)) filled.accessory = withId(world, filled.accessory);
    if (block.type === 'input' && isJson(filled.element)) {
      return { optional: false, dispatch_action: false, ...filled, element: withId(world, typedInto(filled.element)) };
    }
    return filled;
  });

const withId = (world: World, element: Json): Json =>
  element.type === 'image' || asText(element.action_id) !== '' ? element : { action_id: blockId(world), ...element };

const typedInto = (element: Json): Json =>
  element.type === 'plain_text_input'
    ? { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] }, ...element }
    : element;

export const spelledOut = (part: Json): Json => {
  const fields = Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, deep(inner)]));
  if (part.type === 'plain_text') return { emoji: true, ...fields };
  if (part.type === 'mrkdwn') return { verbatim: false, ...fields };
  return fields;
};

const deep = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(deep);
  return isJson(value) ? spelledOut(value) : value;
};
