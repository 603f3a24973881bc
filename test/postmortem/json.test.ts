import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Entry } from '../../src/incident/entry.ts';
import { toJson } from '../../src/postmortem/json.ts';
import { jsonShape } from '../../src/postmortem/json-shape.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { log, message, moment, opened, pacific, resolved, type Told, words } from './log.ts';
import { outage } from './outage.ts';

const schemaFile = new URL('../../src/postmortem/postmortem.schema.json', import.meta.url);
const toText = (entries: Entry[]) => toJson(compile(entries, { names: 'names', now: pacific('18:00') }), entries);

/** The document as written, which fits the shape and has nothing beside it. */
const read = (entries: Entry[]) => {
  const written: unknown = JSON.parse(toText(entries));
  const fitted = jsonShape.parse(written);
  expect(fitted).toEqual(written);
  return fitted;
};

const said = (ts: string, text: string, version = ''): Told => ({
  kind: 'message.worded',
  data: { message: message(ts, { version }), words: words(text) },
});

it('the schema file describes the shape that is written; UPDATE=1 writes it again', () => {
  const schema = {
    $id: 'postmortem.schema.json',
    title: 'Postmortem',
    ...z.toJSONSchema(jsonShape, { target: 'draft-2020-12' }),
  };
  if (process.env.UPDATE) writeFileSync(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

it('a rich document fits the shape, with the provenance of its values', () => {
  const json = read(outage());
  expect(json.duration).toEqual({
    value: 5_400_000,
    from: { type: 'derived', how: 'from the start to the end', entries: [] },
  });
  expect(json.cause.from.type).toBe('entered');
  expect(json.detection.how).toMatchObject({ value: 'monitoring', from: { type: 'derived' } });
  expect(json.misleadingPaths).toMatchObject([{ claim: 'it is the 13:50 deploy', hypothesis: 6, ruledOut: 9 }]);
});

it('an empty document fits it, with nulls for what is missing', () => {
  const json = read(log(opened({ severity: undefined }), resolved()));
  expect(json.incident.severity).toMatchObject({ value: null, from: { type: 'missing' } });
  expect(json.cause).toMatchObject({ value: null, wanted: { command: '/incident cause …' } });
});

it('a log of nothing fits it', () => {
  expect(read([]).incident.status).toBe('unheard');
});

it('the log has one row for each message, with its last words as one string and those before', () => {
  const { log: rows } = read(log(opened(), said('1.1', 'helo'), said('1.2', 'other'), said('1.1', 'hello\nall', '9')));
  const messages = rows.filter(({ kind }) => kind === 'message.worded');
  expect(messages.map((row) => row.words)).toEqual(['hello\nall', 'other']);
  expect(messages[0]?.message?.before).toMatchObject([{ version: '', words: 'helo' }]);
});

it('the highest version counts, in whatever order they came', () => {
  const { log: rows } = read(log(opened(), said('1.1', 'last', '9'), said('1.1', 'first'), said('1.1', 'second', '5')));
  expect(rows[1]).toMatchObject({ words: 'last', message: { before: [{ words: 'first' }, { words: 'second' }] } });
});

it('the log holds what is off the timeline, too', () => {
  const { log: rows, timeline } = read(
    log(opened(), moment('note', 'lunch?'), { kind: 'entry.hidden', data: { number: 2 } }),
  );
  expect(timeline.map(({ number }) => number)).toEqual([1]);
  expect(rows.map((row) => row.words)).toContain('lunch?');
});

it('a message that was deleted before anybody marked it has no words', () => {
  const deleted: Told = { kind: 'message.deleted', data: { message: { channel: 'C1', ts: '1.1' }, forget: true } };
  const entries = log(opened(), said('1.1', 'secret'), deleted);
  expect(toText(entries)).not.toContain('secret');
  expect(read(entries).log[1]).toMatchObject({ words: '', message: { forgotten: true } });
});

it('the same log gives the same bytes', () => {
  expect(toText(outage())).toBe(toText(outage()));
});
