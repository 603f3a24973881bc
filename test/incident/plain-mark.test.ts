import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryVersion, parseEntry } from '../../src/incident/entry.ts';
import { plainMark } from '../../src/incident/plain-mark.ts';
import { log, opened } from '../given.ts';

const [first] = log(opened);
const { kind: _, data: __, ...stamp } = first!;

const odd = fc.constantFrom<unknown>(null, 7, '', 'x', [], {}, ['x'], { text: 1 });
const mostly = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 40, arbitrary: usual },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
const text = mostly(fc.string());
const part = (shape: Record<string, fc.Arbitrary<unknown>>) => mostly(fc.record(shape));
const rarely = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, usual);
const mark = fc.record({
  markedAt: mostly(fc.constantFrom('2026-03-01T12:00:00.000Z', 'yesterday')),
  more: rarely(fc.constant(1)),
  about: rarely(fc.constantFrom(1, '1')),
  how: rarely(fc.constantFrom('monitoring', 'luck')),
  via: part({ name: text, type: fc.constantFrom('reaction', 'pin', 'shortcut', 'thought') }),
  words: part({ tree: rarely(fc.constant([{ type: 'paragraph', children: [] }])), text, more: rarely(text) }),
  message: part({
    files: mostly(fc.constantFrom<unknown>([], [{ id: 'F1', name: 'x' }])),
    ...{ version: text, thread: rarely(text), permalink: text, ts: text, channel: text, bot: rarely(text) },
  }),
  kind: mostly(fc.constantFrom('note', 'hypothesis', 'ruled-out', 'weather')),
});

/** What the schema says: it reads every kind but those that are tried without it. */
const bySchema = (data: unknown) => {
  const entry = parseEntry(stamp, {
    kind: 'marked',
    version: entryVersion,
    data: { how: 'other', ...(data as object) },
  });
  if (entry.kind !== 'marked') return 'unreadable';
  const { how: _, ...rest } = entry.data;
  return JSON.stringify(rest);
};

test('a mark that is read without the schema reads as the schema would read it, in the same order', () => {
  let plain = 0;
  fc.assert(
    fc.property(mark, (made) => {
      const data = JSON.parse(JSON.stringify(made));
      const read = plainMark(data);
      if (!read) return;
      plain++;
      expect(JSON.stringify(read)).toBe(bySchema(data));
    }),
    { seed: 7, numRuns: 5_000 },
  );
  expect(plain).toBeGreaterThan(100);
});
