import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCredentials } from '../../src/credentials/find.ts';
import type { Draft } from '../../src/incident/entry.ts';
import { fold } from '../../src/incident/incident.ts';
import { stringsIn } from '../../src/incident/mask.ts';
import type { Words } from '../../src/incident/words.ts';
import { formats } from '../../src/postmortem/formats.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { written } from '../../src/postmortem/written.ts';
import { entriesOf, seal } from '../../src/row.ts';
import { timelineBlocks } from '../../src/slack/blocks/timeline.ts';
import { parseCommandText } from '../../src/slack/text/command.ts';
import { parseMessage } from '../../src/slack/text/message.ts';
import { log, noon, opened } from '../given.ts';
import { pasted } from './samples.ts';

const nobody = { person: () => undefined, channel: () => undefined, group: () => undefined };
const leak = fc.constantFrom(...pasted.filter(([, words]) => !words.includes('\n')));
const around = fc.constantFrom(
  '',
  ' ',
  ' it is ',
  '*so* ',
  '`',
  '```',
  '\n> ',
  '\n• ',
  ' <https://example.com/a|here> ',
  '~',
  '_',
  '"',
  '(',
);

/** Somebody's words, with a credential between whatever else they typed. */
const words = fc
  .tuple(leak, fc.array(around, { maxLength: 4 }), fc.array(around, { maxLength: 4 }), fc.boolean())
  .map(([[, said, secret], before, after, typed]): { words: Words; secret: string } => {
    const text = `${before.join('')}${said}${after.join('')}`;
    return { words: typed ? parseCommandText(text, nobody) : parseMessage({ text }, nobody), secret };
  });

const message = { channel: 'C1', ts: '1772366400.000100', version: '', files: [] };
const draft = (words: Words, how: number): Draft => {
  const ways: Draft[] = [
    { kind: 'marked', data: { kind: 'note', words } },
    {
      kind: 'marked',
      data: {
        kind: 'hypothesis',
        words,
        message: { ...message, files: [{ id: 'F1', name: words.text }] },
        via: { type: 'pin' },
      },
    },
    { kind: 'message.worded', data: { message, words } },
    { kind: 'section.written', data: { section: 'cause', words, details: [words] } },
    { kind: 'task.added', data: { words, details: [words] } },
    { kind: 'impact.set', data: { words, figures: [], services: [words.text] } },
    { kind: 'link.added', data: { url: `https://example.com/?q=${encodeURIComponent(words.text)}`, words } },
    { kind: 'incident.renamed', data: { title: words.text } },
    { kind: 'update.given', data: { words, announced: true } },
    { kind: 'severity.set', data: { severity: 'sev1', words } },
    { kind: 'incident.resolved', data: { words } },
  ];
  return ways[how % ways.length] as Draft;
};

test('no output of any format shows a credential, however it came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(words, fc.nat(10)), { minLength: 1, maxLength: 6 }), async (said) => {
      const entries = log(opened, ...said.map(([each, how]) => draft(each.words, how)));
      const found = await findCredentials(entries.map(({ data, typed }) => stringsIn({ data, typed })));
      const rows = seal(
        entries.map((entry, i) => ({ entry, credentials: found[i] ?? [] })),
        '',
        () => '00',
      );
      const shown = entriesOf(rows);
      const incident = fold('01CHECKOUT', shown);
      const pm = compile(shown, { names: 'names', now: noon });
      const outputs = [
        ...formats.map((format) => written(format, { pm, log: shown, fullLog: true })),
        JSON.stringify(timelineBlocks(incident)),
        JSON.stringify(incident),
        JSON.stringify(rows.map((row) => row.words)),
      ];
      for (const [{ secret }] of said)
        for (const output of outputs) if (output.includes(secret)) throw new Error(output.slice(0, 3000));
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('the words beside a credential are in the document', async () => {
  const entries = log(opened, draft({ text: `before ${pasted[3]?.[1]} after` }, 0));
  const found = await findCredentials(entries.map(({ data, typed }) => stringsIn({ data, typed })));
  const shown = entriesOf(
    seal(
      entries.map((entry, i) => ({ entry, credentials: found[i] ?? [] })),
      '',
      () => '00',
    ),
  );
  expect(written('markdown', { pm: compile(shown, { names: 'names', now: noon }), log: shown })).toMatch(
    /before [\s\S]*after/,
  );
});
