import { expect, test } from 'vitest';
import { digestOf, hashOf } from '../src/chain.ts';

const link = {
  incident: '01',
  seq: 1,
  kind: 'marked',
  version: 1,
  at: 1,
  recordedAt: 2,
  author: 'U1',
  recorder: 'U2',
  source: '{}',
  digest: digestOf('salt', 'words'),
};

test.each(Object.keys(link))('a change of %s shows', (field) => {
  expect(hashOf('', { ...link, [field]: 'changed' })).not.toBe(hashOf('', link));
});

test('an entry is chained to the one before', () => {
  expect(hashOf('a', link)).not.toBe(hashOf('b', link));
});

test('the same words under another salt have another digest', () => {
  expect(digestOf('a', 'words')).not.toBe(digestOf('b', 'words'));
});
