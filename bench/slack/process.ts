// A Slack in a process of its own: the sandbox, and what sends messages through it faster than people can type.

import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { overHttp, overSocket } from './deliver.ts';
import { load, type Measured, type Pace } from './load.ts';
import { manifestList } from './manifest.ts';
import { copiesOf, type Messages } from './message.ts';

const sandbox = await startSandbox({
  botName: 'Debrief',
  manifest: { command: '/incident', scopes: manifestList('bot'), events: manifestList('bot_events') },
});
const ana = sandbox.person('Ana');
const ben = sandbox.person('Ben', { tz: 'America/Los_Angeles' });
const lobby = sandbox.channel('incidents', { members: [ana, ben], bot: true });
const messages = new Map<string, Messages>();
const again: string[] = [];
const MARKER = 'N7N';

const asks = {
  about: () => ({
    apiUrl: sandbox.apiUrl,
    botToken: sandbox.botToken,
    appToken: sandbox.appToken,
    signingSecret: sandbox.signingSecret,
    botUserId: sandbox.botUserId,
    botId: sandbox.botId,
    teamId: sandbox.teamId,
    people: { ana: ana.id, ben: ben.id },
    lobby: lobby.id,
  }),
  deliverTo: (url: string) => sandbox.deliverTo(url),
  /** Ana opens an incident and Ben joins her; its channel. */
  incident: async (title: string): Promise<string> => {
    const before = new Set(sandbox.channels().map(({ id }) => id));
    const answer = await ana.types(`/incident start ${title}`, lobby.id);
    const slug = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const made = () => sandbox.channels().find(({ id, name }) => !before.has(id) && name.endsWith(slug));
    for (const end = Date.now() + 10_000; !made() && Date.now() < end; ) await sleep(10);
    const channel = made();
    if (!channel) throw new Error(`no channel was made: ${answer.failed ?? answer.words}`);
    await sleep(500);
    await sandbox.settled();
    await ben.joins(channel.id);
    await sandbox.settled();
    return channel.id;
  },
  /** Milliseconds until a channel is there with Ana in it and the card posted, and until her command was answered. */
  start: async (title: string) => {
    const before = new Set(sandbox.channels().map(({ id }) => id));
    const began = performance.now();
    const answered = ana.types(`/incident start ${title}`, lobby.id).then(() => performance.now() - began);
    const isUsable = () =>
      sandbox
        .channels()
        .some(({ id, members, messages }) => !before.has(id) && members.includes(ana.id) && messages.some(isCard));
    while (!isUsable()) await sleep(1);
    const usable = performance.now() - began;
    const inTime = await answered;
    await sleep(1_500); // topic, announcement and the like are put up meanwhile
    return { usable, answered: inTime };
  },
  /** Somebody types a line; milliseconds until it was answered, and the answer. */
  types: async (line: string, channel: string) => {
    const began = performance.now();
    const { words, failed } = await ana.types(line, channel);
    return { ms: performance.now() - began, words: failed ?? words };
  },
  /** So many messages of a channel, over Socket Mode or to a url. */
  load: async ({ channel = lobby.id, count, ...to }: To & { count: number }, pace: Pace) => {
    const make = messages.get(channel) ?? (await learn(channel));
    return send(make(count), to, pace);
  },
  /**
   * The same, 32 at a time, until a process has acknowledged so many and is killed; then the `ts` of those. As Slack does, it
   * sends again what was not acknowledged in an earlier storm, and now and then what was.
   */
  storm: async ({ channel, kill, after, ...to }: To & { channel: string; kill: number; after: number }) => {
    const make = messages.get(channel) ?? (await learn(channel));
    const bodies = [...again.splice(0), ...make(after)];
    let acks = 0;
    const measured = await send(bodies, to, { inFlight: 32 }, () => {
      if (++acks === after - 100) process.kill(kill, 'SIGKILL');
    });
    const failed = new Set(measured.failed);
    again.push(...bodies.filter((_, i) => failed.has(i) || i % 20 === 0));
    return bodies.filter((_, i) => !failed.has(i)).map((body) => JSON.parse(body).event.ts as string);
  },
  /** Every call takes so long. */
  latency: (ms: number) => {
    sandbox.faults.clear('*');
    if (ms > 0) sandbox.faults.always('*', { latency: ms });
  },
  /** Nothing can be read back from Slack: what was lost stays lost. */
  closeHistory: () => {
    for (const method of ['conversations.history', 'conversations.replies'])
      sandbox.faults.always(method, { error: 'internal_error' });
  },
};

export type Asks = typeof asks;

type To = { readonly channel?: string; readonly url?: string };

const send = async (bodies: readonly string[], { url }: To, pace: Pace, onAck = () => {}): Promise<Measured> => {
  const http = url ? overHttp(url, sandbox.signingSecret, 'inFlight' in pace ? pace.inFlight : 64) : undefined;
  const deliver = http?.deliver ?? overSocket(sandbox);
  const told = async (body: string): Promise<boolean> => {
    const ok = await deliver(body);
    if (ok) onAck();
    return ok;
  };
  const measured = await load(bodies, told, pace);
  http?.close();
  return measured;
};

const isCard = ({ user, blocks = [] }: { user?: unknown; blocks?: readonly unknown[] }): boolean =>
  user === sandbox.botUserId && blocks.length > 0;

/** Lets Ben say something in the channel, and takes what Slack made of it as the mould. */
const learn = async (channel: string): Promise<Messages> => {
  const text = `p99 of checkout is at ${MARKER} ms in <@${ana.id}>'s region, see https://grafana.example.com/d/checkout?from=now`;
  await ben.posts(text, channel);
  const said = sandbox.deliveries.findLast(({ payload }) => JSON.stringify(payload).includes(MARKER));
  if (!said) throw new Error(`nothing was delivered from ${channel}`);
  await sandbox.settled();
  const copies = copiesOf(said.payload, MARKER);
  messages.set(channel, copies);
  return copies;
};

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

type Asked = { id: number; name: keyof Asks; given: unknown[] };

process.on('message', async ({ id, name, given }: Asked) => {
  try {
    // Both ends share the type `Asks`.
    const ask = asks[name] as (...given: unknown[]) => unknown;
    process.send?.({ id, answer: await ask(...given) });
  } catch (error) {
    process.send?.({ id, failed: error instanceof Error ? error.stack : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0 });
