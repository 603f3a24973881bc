import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFiles } from '../store/folder.ts';
import { outage, writeZip } from './archive.ts';
import { debrief } from './debrief.ts';

const newFile = temporaryFiles();
const zip = newFile();
beforeAll(() => writeZip(zip, outage));

const database = () => {
  const path = newFile();
  return { path, env: { DATABASE_URL: `file:${path}` } };
};

test('without a choice the channels of the export are listed, direct messages left alone, and nothing is written', async () => {
  const { env } = database();
  const { out, code } = await debrief(['import', zip], env);
  expect(code).toBe(0);
  expect(out).toContain('inc-42-checkout  2024-01-05 to 2024-01-06\n');
  expect(out).toContain('inc-44-leak  2024-02-01 to 2024-02-01  (private)\n');
  expect(out).toContain('inc-43-quiet  no messages\n');
  expect(out).not.toContain('D1');
  expect((await debrief(['list', 'all'], env)).out).toBe('');
});

test('an old channel becomes an incident that is over, its messages at their own times, by their authors, with its marks', async () => {
  const { env } = database();
  const { out } = await debrief(
    ['import', zip, '--channel', 'inc-42-*', '--zone', 'Europe/Berlin', '--title', 'Checkout is down'],
    env,
  );
  expect(out).toBe('#inc-42-checkout: INC-1: 5 new messages, 3 marks\n');
  const md = (await debrief(['export', '1', '--full-log'], env)).out;
  expect(md).toContain('# Postmortem: Checkout is down');
  expect(md).toContain('- **00:05 CET** **Hypothesis:** it is the deploy (Ben) [5]');
  expect(md).toContain('**Note:** checkout is down, @Ben look at #random (Ana Lima)');
  expect(md).toContain('- **00:10 CET** Ben: rolled it back');
  expect(md).toContain('5xx on checkout');
  expect(md).not.toContain('lunch');
  expect(md).toContain('Imported from an archive of Slack: its last message is taken as the end.');
  expect((await debrief(['verify'], env)).code).toBe(0);
});

test('the same export twice writes nothing twice, and a longer one adds what is new', async () => {
  const { path, env } = database();
  await debrief(['import', zip, '--channel', 'inc-42-checkout'], env);
  expect((await debrief(['import', zip, '--channel', 'inc-42-checkout'], env)).out).toContain(
    'INC-1: 0 new messages, 0 marks',
  );
  const longer = newFile();
  const later = { type: 'message', ts: '1704600000.000100', user: 'U2', text: 'the cause was the cache' };
  await writeZip(longer, { ...outage, 'inc-42-checkout/2024-01-07.json': [later] });
  expect((await debrief(['import', longer, '--channel', 'C1'], env)).out).toContain('INC-1: 1 new message, 0 marks');
  const sqlite = openSqlite(path, { readonly: true });
  expect(sqlite.verify().difference).toBeUndefined();
  sqlite.close();
});

test('a private channel becomes a private incident, its credentials masked, and a silent one none', async () => {
  const { env } = database();
  const { out } = await debrief(['import', zip, '--channel', 'inc-43-quiet', 'inc-44-leak'], env);
  expect(out).toBe(
    '#inc-43-quiet: not imported: nobody said anything there\n#inc-44-leak: INC-1: 1 new message, 0 marks\n',
  );
  const { out: json } = await debrief(['export', '1', '--format', 'json'], env);
  expect(JSON.parse(json)).toMatchObject({ incident: { private: true } });
  expect(json).not.toContain('ghp_abc');
});

test('a channel in which all was deleted is not imported, the others are, and what was imported may lose its messages', async () => {
  const { env } = database();
  const file = newFile();
  const gone = (ts: string) => ({ type: 'message', subtype: 'tombstone', ts, user: 'USLACKBOT', text: 'deleted' });
  await writeZip(file, { ...outage, 'inc-43-quiet/2024-01-08.json': [gone('1704700000.000100')] });
  const { out, code } = await debrief(['import', file, '--channel', 'inc-43-quiet', 'inc-44-leak'], env);
  expect(code).toBe(0);
  expect(out).toBe(
    '#inc-43-quiet: not imported: all that was said there was deleted\n#inc-44-leak: INC-1: 1 new message, 0 marks\n',
  );
  expect((await debrief(['list', 'all'], env)).out).not.toContain('quiet');
  const [leak] = outage['inc-44-leak/2024-02-01.json'];
  await writeZip(file, { ...outage, 'inc-44-leak/2024-02-01.json': [gone(leak!.ts)] });
  expect((await debrief(['import', file, '--channel', 'inc-44-leak'], env)).out).toContain('INC-1: 0 new messages');
  expect((await debrief(['export', '1', '--format', 'json'], env)).out).toContain('"forgotten": true');
});

test.each([
  ['a channel that is not there', ['--channel', 'nope'], 'The export has no channel nope.'],
  ['a title for several', ['--channel', 'inc-*', '--title', 'x'], '--title is for one channel.'],
  ['a zone that is none', ['--channel', 'inc-42-checkout', '--zone', 'Mars'], 'Mars'],
])('%s is refused, and nothing is written', async (_, args, why) => {
  const { env } = database();
  const { code, err } = await debrief(['import', zip, ...args], env);
  expect([code, err]).toEqual([1, expect.stringContaining(why)]);
  expect((await debrief(['list', 'all'], env)).out).toBe('');
});

test('what is no export is named', async () => {
  const [text, cut, other] = [newFile(), newFile(), newFile()];
  writeFileSync(text, 'hello');
  await writeZip(other, { 'readme.json': {} });
  await writeZip(cut, { ...outage, 'channels.json': 'no list' });
  const { env } = database();
  expect((await debrief(['import', text], env)).err).toMatch(/cannot be read as a zip file: .*[^.]\.\n$/);
  expect((await debrief(['import', other], env)).err).toMatch(/is not an export of Slack: it has no channels.json/);
  expect((await debrief(['import', cut], env)).err).toMatch(/is not as Slack writes an export/);
  expect((await debrief(['import', '/nowhere.zip'], env)).err).toMatch(/^.nowhere\.zip is not there\. Write/);
});
