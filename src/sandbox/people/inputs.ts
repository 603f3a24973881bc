import { asJson, asList, asText, type Json } from '../json.ts';
import { wordsOf } from '../words.ts';

/** What one fills into a form: text, the value or words of a choice, several of them, a person or channel. */
export type Filled = string | number | readonly string[] | { readonly id: string } | null;

/** The `state.values` of a form, with what was there at first where nothing was filled in. */
export const stateOf = (blocks: readonly Json[], filled: Readonly<Record<string, Filled>>): Json => {
  const values: Record<string, Json> = {};
  const known = new Set<string>();
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      if (element.type === 'button' || element.type === 'overflow' || element.type === 'image') continue;
      const names = [asText(block.block_id), asText(element.action_id), wordsOf({ blocks: [asJson(block.label)] })];
      const name = names.find((each) => each in filled);
      if (name) known.add(name);
      const state = elementState(element, name === undefined ? undefined : filled[name]);
      if (block.type === 'input' && block.optional !== true && isEmpty(state))
        throw new Error(`Slack does not submit the form: ${names[2] || names[0]} is empty`);
      values[asText(block.block_id)] = { ...values[asText(block.block_id)], [asText(element.action_id)]: state };
    }
  }
  const stray = Object.keys(filled).filter((name) => !known.has(name));
  if (stray.length > 0) throw new Error(`the form has no input ${stray.join(', ')}`);
  return { values };
};

export const elementsOf = (block: Json): Json[] => [
  ...(block.type === 'actions' ? asList(block.elements) : []),
  ...(block.type === 'input' ? [asJson(block.element)] : []),
  ...(block.accessory ? [asJson(block.accessory)] : []),
];

/** An element's state; `undefined` leaves it as it was shown at first. */
export const elementState = (element: Json, filled: Filled | undefined): Json => {
  const type = asText(element.type);
  const key = stateKey(type);
  if (filled === undefined) return { type, [key]: element[initialKey(key)] ?? (key.endsWith('s') ? [] : null) };
  if (filled === null) return { type, [key]: key.endsWith('s') ? [] : null };
  if (key === 'selected_option') return { type, [key]: optionIn(element, String(filled)) };
  if (key === 'selected_options')
    return { type, [key]: [filled].flat().map((each) => optionIn(element, String(each))) };
  if (key.endsWith('s')) return { type, [key]: [filled].flat().map(idOf) };
  return { type, [key]: key === 'selected_date_time' ? Number(filled) : checked(element, idOf(filled)) };
};

const idOf = (filled: unknown): string => asText(asJson(filled).id) || String(filled);

const stateKey = (type: string): string => {
  const many = type.startsWith('multi_') ? 's' : '';
  if (type === 'checkboxes') return 'selected_options';
  if (/static_select|external_select|radio_buttons|overflow/.test(type)) return `selected_option${many}`;
  if (/users_select|conversations_select|channels_select/.test(type)) {
    const noun = /(users|conversations|channels)_select/.exec(type)?.[1] ?? '';
    return `selected_${noun.slice(0, -1)}${many}`;
  }
  return (
    { datepicker: 'selected_date', timepicker: 'selected_time', datetimepicker: 'selected_date_time' }[type] ?? 'value'
  );
};

const initialKey = (key: string): string => (key === 'value' ? 'initial_value' : key.replace('selected_', 'initial_'));

const optionIn = (element: Json, wanted: string): Json => {
  const all = [...asList(element.options), ...asList(element.option_groups).flatMap((group) => asList(group.options))];
  const option = all.find((each) => each.value === wanted || asText(asJson(each.text).text) === wanted);
  if (!option && element.type !== 'external_select') throw new Error(`there is no choice ${wanted}`);
  return option ?? { text: { type: 'plain_text', text: wanted, emoji: true }, value: wanted };
};

const checked = (element: Json, text: string): string => {
  if (element.type !== 'plain_text_input') return text;
  const [least, most] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)];
  if (text.length < least || text.length > most)
    throw new Error(`Slack does not take ${text.length} characters here: ${least} to ${most}`);
  return text;
};

const isEmpty = (state: Json): boolean => {
  const { type: _, ...rest } = state;
  return Object.values(rest).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
};
