import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../src/incident/may-redact.ts';
import { redact } from '../../../src/incident/redaction.ts';
import { COPY_LIMIT } from '../../../src/slack/files/fetch-copy.ts';
import { debrief } from '../../cli/debrief.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
let channel: Awaited<ReturnType<World['opens']>>;
beforeEach(async () => {
  world = await slackWorld();
  channel = await world.opens();
});
afterEach(() => world.close());

const folder = () => join(world.home, 'debrief.db.files');
const copies = () => (existsSync(folder()) ? readdirSync(folder()).toSorted() : []);
const rows = async () => {
  const { id } = await world.incident(channel);
  return world.bot().database.files.of(id);
};
const posts = async (name: string, content: string | Uint8Array = name, more = {}) => {
  const message = await world.ben.posts('see', channel.id, { files: [{ name, content, ...more }] });
  await world.settled();
  return { message, id: String(message.files?.[0]?.id) };
};
const marks = async (message: Parameters<typeof world.ana.reacts>[1]) => {
  await world.ana.reacts('bulb', message);
  await world.settled();
};
const later = async (ms: number) => {
  await world.clock.advance(ms);
  await world.settled();
};

test('images, and every file of a marked message, are copied for the eyes of the bot alone', async () => {
  const image = await posts('graph.png', 'pixels');
  const log = await posts('errors.txt', 'line 1');
  expect(copies()).toEqual([image.id]);
  await marks(log.message);
  expect(copies()).toEqual([image.id, log.id].toSorted());
  expect(readFileSync(join(folder(), log.id), 'utf8')).toBe('line 1');
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder(), log.id)).mode & 0o777).toBe(0o600);
  expect(await rows()).toMatchObject([
    { state: 'kept', mimetype: 'image/png', size: 6 },
    { state: 'kept', size: 6 },
  ]);
  expect(world.sandbox.calls.map(({ method }) => method)).not.toContain('files.sharedPublicURL');
});

test('what is too big, deleted, or kept by somebody else stays where it is, and the record goes on', async () => {
  await marks((await posts('dump.bin', new Uint8Array(COPY_LIMIT + 1))).message);
  await marks((await posts('plan.txt', 'x', { external: 'https://drive.example.com/plan' })).message);
  world.sandbox.faults.next('files.info', { error: 'file_deleted' });
  await marks((await posts('gone.txt')).message);
  expect(copies()).toEqual([]);
  expect((await rows()).map(({ state, error }) => `${state}: ${error}`).toSorted()).toEqual([
    'failed: file_deleted',
    'failed: it is not kept by Slack',
    'failed: it is too big',
  ]);
  expect((await world.incident(channel)).moments).toHaveLength(4);
});

test('the token goes to Slack alone, wherever a file is said to be', async () => {
  const heard: (string | undefined)[] = [];
  const stranger = createServer((request, response) => {
    heard.push(request.headers.authorization);
    response.end('stolen');
  });
  await new Promise<void>((ready) => stranger.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/x.png`;
  world.sandbox.faults.next('files-pri', { location: url });
  await posts('redirected.png');
  await posts('elsewhere.png', 'x', { external: url });
  expect(copies()).toEqual([]);
  expect(heard).toEqual([]);
  stranger.close();
});

test('a redirection within Slack is followed', async () => {
  const first = await posts('first.png', 'one');
  world.sandbox.faults.next('files-pri', { location: String(first.message.files?.[0]?.url_private) });
  const { id } = await posts('second.png', 'two');
  expect(readFileSync(join(folder(), id), 'utf8')).toBe('one');
});

test('an outage of Slack delays a copy and nothing else', async () => {
  world.sandbox.faults.always('files-pri', { status: 503 });
  const { id } = await posts('graph.png', 'pixels');
  expect(await rows()).toMatchObject([{ state: 'waiting', error: 'http 503' }]);
  world.sandbox.faults.clear();
  await later(60_000);
  expect(copies()).toEqual([id]);
});

test.each([{ reset: true }, { status: 429, retryAfter: 20 }])('a copy is tried again after %j', async (fault) => {
  world.sandbox.faults.next('files.info', fault);
  world.sandbox.faults.next('files-pri', fault);
  const { id } = await posts('graph.png', 'pixels');
  for (let i = 0; i < 8; i++) await later(30_000);
  expect(copies()).toEqual([id]);
});

test('what was posted, and not copied yet, before a stop is copied after the start', async () => {
  world.sandbox.faults.always('files.info', { reset: true });
  const { id } = await posts('graph.png', 'pixels');
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  await later(60_000);
  expect(copies()).toEqual([id]);
});

test('a page to sign in is no file', async () => {
  world.sandbox.faults.next('files-pri', { location: `${new URL(world.sandbox.apiUrl).origin}/` });
  await posts('graph.png');
  expect(copies()).toEqual([]);
  expect(await rows()).toMatchObject([{ state: 'failed', error: expect.stringContaining('files:read') }]);
});

test('a file goes with the words of its message, unless another message has it, too', async () => {
  const { message, id } = await posts('graph.png', 'pixels');
  const other = await posts('map.png', 'more');
  expect(copies()).toEqual([id, other.id].toSorted());
  await world.ben.deletes(message);
  await world.settled();
  expect(copies()).toEqual([other.id]);
  expect((await rows()).map(({ file }) => file)).toEqual([other.id]);
});

test('a deleted message that was marked keeps its files, until it is redacted', async () => {
  const { message, id } = await posts('graph.png', 'pixels');
  await marks(message);
  await world.ben.deletes(message);
  await world.settled();
  expect(copies()).toEqual([id]);
  const { id: incident } = await world.incident(channel);
  const hand = { recorder: { id: world.ben.id, name: 'Ben' }, source: { type: 'cli' } } as const;
  const decide = redact({ type: 'number', number: 2 }, operator);
  await world.bot().logbook.record(incident, hand, decide, { log: true });
  await world.settled();
  expect(copies()).toEqual([]);
});

test('what was to be forgotten when the bot was killed is forgotten after the start', async () => {
  const { message } = await posts('graph.png', 'pixels');
  await world.stop();
  await world.ben.deletes(message);
  await world.start();
  await later(120_000);
  expect(copies()).toEqual([]);
});

test('thirty images are copied two at a time, and commands are answered meanwhile', async () => {
  for (let i = 0; i < 30; i++)
    await world.ben.posts(`${i}`, channel.id, { files: [{ name: `${i}.png`, content: `${i}` }] });
  const { words } = await world.ana.types('/incident note in between', channel.id);
  expect(words).toContain('note');
  await world.settled();
  expect(copies()).toHaveLength(30);
});

test('a page that is exported shows the images of the timeline inside of itself', async () => {
  await marks((await posts('graph.png', 'pixels')).message);
  await world.ana.types('/incident export html', channel.id);
  await world.settled();
  const page = world.sandbox.files.find(({ name }) => name.endsWith('.html'))!;
  const data = `data:image/png;base64,${Buffer.from('pixels').toString('base64')}`;
  expect(Buffer.from(page.bytes!).toString()).toContain(data);
  const { DATABASE_URL = '' } = world.environment;
  const { out } = await debrief(['export', '1', '--format', 'html'], { DATABASE_URL });
  expect(out).toContain(data);
});

const verifies = async () => {
  const { code, out, err } = await debrief(['verify'], { DATABASE_URL: world.environment.DATABASE_URL ?? '' });
  return { code, said: out + err };
};

test.each([
  ['cut off', (path: string) => truncateSync(path, 3), 'is not as it was copied (it has 3 bytes)'],
  ['changed', (path: string) => writeFileSync(path, 'pixelz'), 'is not as it was copied (its hash differs)'],
  ['removed', (path: string) => rmSync(path), 'is missing'],
])('verify names the first copy that was %s', async (_, harm, wrong) => {
  await posts('first.png', 'first');
  const second = await posts('second.png', 'pixels');
  expect(await verifies()).toMatchObject({ code: 0, said: expect.stringMatching(/entries, 2 copied files\.\n$/) });
  harm(join(folder(), second.id));
  expect(await verifies()).toMatchObject({
    code: 1,
    said: expect.stringContaining(`INC-1: the copy of the file ${second.id} ${wrong}`),
  });
});

test('a copy that belongs to no message is told, and gone after a start; what is not ours stays', async () => {
  const { id } = await posts('graph.png', 'pixels');
  await world.stop();
  writeFileSync(join(folder(), 'F0ORPHAN'), 'swordfish');
  writeFileSync(join(folder(), 'read-me.txt'), 'of the operator');
  expect((await verifies()).said).toContain('1 copy belongs to no message any more');
  await world.start();
  expect(copies()).toEqual([id, 'read-me.txt'].toSorted());
  expect((await verifies()).said).not.toContain('belongs');
});

test('a file that was posted twice is copied once, and both notes are right, also when it has changed in Slack', async () => {
  const { id } = await posts('graph.png', 'pixels');
  const [stored] = world.sandbox.files;
  stored!.bytes = new TextEncoder().encode('another');
  const { id: incident } = await world.incident(channel);
  const again = { channel: channel.id, ts: '1772366999.000100', file: id, mimetype: 'image/png' };
  const fresh = { state: 'waiting', size: null, sha256: null, error: null, attempts: 0, nextAt: 0 } as const;
  await world.bot().database.files.put([{ incident, ...again, ...fresh }]);
  await later(60_000);
  expect(await rows()).toMatchObject([
    { state: 'kept', size: 6 },
    { state: 'kept', size: 6 },
  ]);
  expect((await verifies()).code).toBe(0);
});

test('a backup takes the copies along, without what was forgotten since', async () => {
  const first = await posts('first.png', 'one');
  const second = await posts('second.png', 'two');
  const { DATABASE_URL = '' } = world.environment;
  const file = join(world.home, 'backup.db');
  expect((await debrief(['backup', file], { DATABASE_URL })).err).toContain('2 files');
  await world.ben.deletes(first.message);
  await world.settled();
  await debrief(['backup', file], { DATABASE_URL });
  expect(readdirSync(`${file}.files`)).toEqual([second.id]);
  expect(statSync(join(`${file}.files`, second.id)).mode & 0o777).toBe(0o600);
});
