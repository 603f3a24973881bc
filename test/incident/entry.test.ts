import { expect, test } from 'vitest';
import { entryVersion, parseEntry } from '../../src/incident/entry.ts';
import { log, minutes, opened } from '../given.ts';

const [first] = log(opened);
const { kind, data, ...stamp } = first!;
const read = (stored: unknown, more: { kind?: string; version?: number } = {}) =>
  parseEntry(stamp, { kind, version: entryVersion, data: stored, ...more });

test('what was stored is read as it was written', () => {
  expect(read(JSON.parse(JSON.stringify(data)))).toEqual(first);
});

test('times inside an entry come back as times', () => {
  const edited = { number: 1, at: minutes(3) };
  expect(read(JSON.parse(JSON.stringify(edited)), { kind: 'entry.edited' }).data).toEqual(edited);
});

test.each([
  ['of a newer version', data, { version: entryVersion + 1 }],
  ['of an unknown kind', { how: 'wet' }, { kind: 'weather.changed' }],
  ['of a shape that it cannot have', { number: 'seven' }, {}],
])('an entry %s is kept, and read as unreadable', (_, stored, more) => {
  const entry = read(stored, more);
  expect(entry).toMatchObject({ kind: 'entry.unreadable', data: { gone: false }, seq: 1, author: stamp.author });
});

test('an entry whose words were destroyed is read as gone', () => {
  expect(read(null)).toMatchObject({ kind: 'entry.unreadable', data: { kind: 'incident.opened', gone: true } });
});
