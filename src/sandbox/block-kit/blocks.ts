import { asList } from '../json.ts';
import { all, anything, byType, type Check, error, fields, flag, list, text } from './check.ts';
import { asAccessory, inActions, inContextImage, inInput } from './elements.ts';
import { anyText, id, plainText } from './objects.ts';

export type Surface = 'message' | 'modal' | 'home';

/** What Slack would say about these blocks; nothing, if it takes them. */
export const validateBlocks = (blocks: unknown, surface: Surface, at: string): string[] =>
  all(list(block, surface === 'message' ? 50 : 100, 0), distinctIds, onSurface(surface), markdownLength)(blocks, at);

const type = anything;
const block_id = id;

const contextElement: Check = byType({ image: inContextImage, plain_text: plainText(2000), mrkdwn: anyText(2000) });

const section: Check = all(
  fields({
    'type*': type,
    block_id,
    text: anyText(3000),
    fields: list(anyText(2000), 10),
    accessory: asAccessory,
    expand: flag,
  }),
  (value, at) => {
    const { text: words, fields: columns } = value as { text?: unknown; fields?: unknown };
    return words === undefined && columns === undefined ? [error('missing required field: text', at)] : [];
  },
);

const block: Check = byType({
  section,
  header: fields({ 'type*': type, block_id, 'text*': plainText(150), level: anything }),
  divider: fields({ 'type*': type, block_id }),
  context: fields({ 'type*': type, block_id, 'elements*': list(contextElement, 10) }),
  actions: fields({ 'type*': type, block_id, 'elements*': list(inActions, 25) }),
  input: fields({
    'type*': type,
    block_id,
    'label*': plainText(2000),
    'element*': inInput,
    hint: plainText(2000),
    optional: flag,
    dispatch_action: flag,
  }),
  image: fields({
    'type*': type,
    block_id,
    image_url: text(3000),
    slack_file: anything,
    'alt_text*': text(2000),
    title: plainText(2000),
  }),
  rich_text: fields({ 'type*': type, block_id, 'elements*': list(anything, 1000, 0) }),
  markdown: fields({ 'type*': type, block_id, 'text*': text(12_000) }),
  table: fields({ 'type*': type, block_id, 'rows*': list(list(anything, 20), 100), column_settings: anything }),
  file: fields({ 'type*': type, block_id, 'external_id*': id, 'source*': text(255) }),
  video: anything,
  context_actions: fields({ 'type*': type, block_id, 'elements*': list(anything, 5) }),
});

const distinctIds: Check = (blocks, at) => {
  const seen = new Set<unknown>();
  return asList(blocks).flatMap(({ block_id: given }, index) => {
    const twice = given !== undefined && seen.has(given);
    seen.add(given);
    return twice ? [error(`block_id already exists: ${String(given)}`, `${at}/${index}/block_id`)] : [];
  });
};

const onSurface =
  (surface: Surface): Check =>
  (blocks, at) => {
    const modalOnly = ['file_input', 'number_input', 'email_text_input', 'url_text_input'];
    const messageOnly = ['file', 'table', 'context_actions', 'markdown'];
    const tables = asList(blocks).filter((each) => each.type === 'table').length;
    const wrong = asList(blocks).flatMap((each, index) => {
      const element = String((each.element as { type?: string } | undefined)?.type);
      const bad =
        (surface !== 'modal' && modalOnly.includes(element)) ||
        (surface !== 'message' && messageOnly.includes(String(each.type)));
      return bad ? [error(`unsupported type for this surface: ${each.type}`, `${at}/${index}`)] : [];
    });
    return [...wrong, ...(tables > 1 ? [error('only one table allowed', at)] : [])];
  };

const markdownLength: Check = (blocks, at) => {
  const markdown = asList(blocks).filter((each) => each.type === 'markdown');
  const length = markdown.reduce((sum, each) => sum + String(each.text).length, 0);
  return length > 12_000 && markdown.length > 1 ? [error('must be less than 12001 characters', at)] : [];
};
