import { expect, test } from 'vitest';
import { validateBlocks } from '../../src/sandbox/block-kit/blocks.ts';
import { validateView } from '../../src/sandbox/block-kit/view.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const section = (text: string, more: object = {}) => ({ type: 'section', text: { type: 'mrkdwn', text }, ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
const choice = (n: number) => ({ text: plain(`option ${n}`), value: `v${n}` });

test.each([
  [
    'a long section',
    [section('x'.repeat(3001))],
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty section', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a section of nothing', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
  ['51 blocks', many(51, { type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
  [
    'a long header',
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header of mrkdwn',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'must be a valid enum value [json-pointer:/blocks/0/text/type]',
  ],
  ['26 buttons', [actions(...many(26, button()))], 'no more than 25 items allowed [json-pointer:/blocks/0/elements]'],
  [
    'a wordy button',
    [actions(button({ text: plain('x'.repeat(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a heavy button',
    [actions(button({ value: 'x'.repeat(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    '11 context elements',
    [{ type: 'context', elements: many(11, plain('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    '101 options',
    [actions({ type: 'static_select', action_id: 's', options: many(101, choice(1)) })],
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    '6 overflow options',
    [section('x', { accessory: { type: 'overflow', action_id: 'o', options: many(6, choice(1)) } })],
    'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'twice the same id',
    many(2, section('x', { block_id: 'b' })),
    'block_id already exists: b [json-pointer:/blocks/1/block_id]',
  ],
  [
    'a field nobody knows',
    [section('x', { colour: 'red' })],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['a block nobody knows', [{ type: 'poem' }], 'unsupported type: poem [json-pointer:/blocks/0/type]'],
  ['blocks that are no list', {}, 'must provide an array [json-pointer:/blocks]'],
])('%s is refused, with the place', (_, blocks, complaint) => {
  expect(validateBlocks(blocks, 'message', '/blocks')).toContain(`[ERROR] ${complaint}`);
});

test('what is within the limits is taken', () => {
  const blocks = [
    section('x'.repeat(3000), {
      fields: many(10, plain('y')),
      accessory: button({ style: 'danger', url: 'https://x.org' }),
    }),
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'c', verbatim: true }] },
    actions(...many(25, button())),
    { type: 'divider' },
    { type: 'rich_text', elements: [] },
  ];
  expect(validateBlocks(blocks, 'message', '/blocks')).toEqual([]);
});

const input = { type: 'input', label: plain('Title'), element: { type: 'plain_text_input', action_id: 'a' } };
const modal = { type: 'modal', title: plain('A form'), submit: plain('Send'), blocks: [input] };

test.each([
  [
    'a title of 25',
    { ...modal, title: plain('x'.repeat(25)) },
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  ['no title', { ...modal, title: undefined }, 'missing required field: title [json-pointer:/view]'],
  ['inputs without a submit', { ...modal, submit: undefined }, 'missing required field: submit [json-pointer:/view]'],
  [
    '101 blocks',
    { ...modal, blocks: many(101, { type: 'divider' }) },
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'a big backpack',
    { ...modal, private_metadata: 'x'.repeat(3001) },
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'a long label',
    { ...modal, blocks: [{ ...input, label: plain('x'.repeat(2001)) }] },
    'must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]',
  ],
])('a view with %s is refused', (_, view, complaint) => {
  expect(validateView(view)).toContain(`[ERROR] ${complaint}`);
});

test('a good form and a good home are taken', () => {
  expect(validateView(modal)).toEqual([]);
  expect(validateView({ type: 'home', blocks: [section('hello')] })).toEqual([]);
});
