import { expect, test } from 'vitest';
import { masked, stringsIn } from '../../src/incident/mask.ts';

const credentials = [{ kind: 'password', text: 'hunter2' }];

test('a credential is masked in words, code, and the targets of links', () => {
  const words = {
    text: 'it is hunter2, see here',
    tree: [
      {
        type: 'paragraph',
        children: [
          { type: 'inlineCode', value: 'hunter2' },
          { type: 'link', url: 'https://x.example/?p=hunter2', children: [{ type: 'text', value: 'here' }] },
        ],
      },
    ],
  };
  const shown = masked(words, credentials);
  expect(JSON.stringify(shown)).not.toContain('hunter2');
  expect(shown.tree).toHaveLength(1);
});

test('a credential that is partly in bold loses its markup with its text', () => {
  const children = [
    { type: 'strong', children: [{ type: 'text', value: 'hunt' }] },
    { type: 'text', value: 'er2' },
  ];
  expect(masked({ text: 'hunter2', tree: [{ type: 'paragraph', children }] }, credentials)).toEqual({
    text: '••••••••',
  });
});

test('a date stays a date', () => {
  expect(masked({ at: new Date(0) }, credentials).at).toEqual(new Date(0));
});

test('every string is looked at once', () => {
  expect(stringsIn({ a: 'one', b: ['two', { c: 'one' }], d: 3 })).toBe('one\ntwo');
});

test('words in which a credential stands both whole and spread over their tree lose the tree', () => {
  const leaf = (value: string) => ({ type: 'text', value });
  const tree = [
    { type: 'paragraph', children: [leaf('hunter22 and hunt'), { type: 'strong', children: [leaf('er22')] }] },
  ];
  expect(masked({ text: 'hunter22 and hunter22', tree }, [{ kind: 'password', text: 'hunter22' }])).toEqual({
    text: '•••••••• and ••••••••',
  });
});
