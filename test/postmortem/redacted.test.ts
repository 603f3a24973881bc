import { expect, test } from 'vitest';
import { toJson } from '../../src/postmortem/json.ts';
import { toMarkdown } from '../../src/postmortem/markdown.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { ben, log, moment, opened, pacific } from './log.ts';

// As the log reads after the redaction: the entry's words are gone, what stays of it stands in the redaction.
const entries = log(
  opened(),
  moment('hypothesis', '(redacted)'),
  { kind: 'entry.edited', data: { number: 2, words: { text: '(redacted)' } } },
  {
    kind: 'entry.redacted',
    data: {
      number: 2,
      entries: [{ seq: 2, data: { kind: 'hypothesis' }, author: 'Ana Silva', recorder: 'Ana Silva' }],
    },
    by: ben,
    at: pacific('14:30'),
  },
);
const told = (names: 'names' | 'roles' | 'none') => compile(entries, { names, now: pacific('18:00') });

test('the document says what was redacted, by whom and when', () => {
  const text = toMarkdown(told('names'));
  expect(text).toContain('**Hypothesis:** (redacted)');
  expect(text).toMatch(/\[2\].*redacted 2023-11-03 14:30:00 PDT by Ben Ode/);
  expect(text).not.toContain('changed by');
});

test('JSON says so, too, and does not name whom it should not', () => {
  const json = JSON.parse(toJson(told('names'), entries));
  expect(json.timeline[1]).toMatchObject({
    words: '(redacted)',
    redacted: { by: ben, at: '2023-11-03T21:30:00.000Z' },
  });
  expect(json.log.at(-1)).toMatchObject({ kind: 'entry.redacted', data: { number: 2 } });
  for (const names of ['roles', 'none'] as const)
    expect(toJson(told(names), entries) + toMarkdown(told(names))).not.toMatch(/Ben Ode|Ana Silva/);
});
