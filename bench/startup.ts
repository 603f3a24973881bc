import type { Bench, Figure } from './bench.ts';
import { filled } from './filled.ts';
import { over } from './statistics.ts';
import { bolt, bot, type PairOptions, type Transport, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'startup',
  title: 'Start-up and memory',
  gate: false,
  aim: 'from the spawning to the first acknowledgement at most 1.3 times bare Bolt, with a million entries at most 1.1 times the empty database. Resident memory at most 1.25 times bare Bolt when idle, 1.5 times its own after 50,000 events, and flat from then on.',
  run: async (workshop) => [
    ...(await starting(workshop, 'http')),
    ...(await starting(workshop, 'socket')),
    ...(await resident(workshop)),
  ],
};

const starting = async (workshop: Workshop, transport: Transport): Promise<Figure[]> => {
  const slack = await workshop.slack();
  const { teamId } = await slack.ask('about');
  const small = await filled(workshop.folder(), teamId, 1);
  const large = await filled(workshop.folder(), teamId, workshop.quick ? 1_000 : 10_000);
  const firstAck = async (file: string, more: PairOptions = {}): Promise<number> => {
    const { app } = await workshop.pair(file, transport, { slack, ...more });
    const to = { count: 1, ...(app.url && { url: app.url }) };
    const { ms } = await slack.ask('load', to, { inFlight: 1 });
    await app.stop();
    return app.readyAfter + (ms[0] ?? Number.NaN);
  };
  const bare: number[] = [];
  const empty: number[] = [];
  const full: number[] = [];
  await firstAck(bot, { database: small });
  for (let round = 0; round < (workshop.quick ? 3 : 7); round++) {
    bare.push(await firstAck(bolt));
    empty.push(await firstAck(bot, { database: small }));
    full.push(await firstAck(bot, { database: large }));
  }
  await workshop.clear();
  return [
    { what: `${transport}: first acknowledgement over bare Bolt`, unit: '×', rounds: over(empty, bare), most: 1.3 },
    { what: `${transport}: with a million entries over none`, unit: '×', rounds: over(full, empty), most: 1.1 },
    { what: `${transport}: first acknowledgement`, unit: 'ms', rounds: empty },
    { what: `${transport}: of bare Bolt`, unit: 'ms', rounds: bare },
  ];
};

const resident = async (workshop: Workshop): Promise<Figure[]> => {
  const events = workshop.quick ? 5_000 : 50_000;
  const reference = await workshop.pair(bolt, 'http');
  const { slack, app } = await workshop.pair(bot, 'http');
  const channel = await slack.ask('incident', 'checkout is down');
  await calm();
  const [bare, idle] = [reference.app.resident(), app.resident()];
  const after: number[] = [];
  for (let times = 0; times < 3; times++) {
    await slack.ask('load', { channel, count: events, ...(app.url && { url: app.url }) }, { inFlight: 8 });
    await calm();
    after.push(app.resident());
  }
  const [once = 0, , thrice = 0] = after;
  const named = events.toLocaleString('en-US');
  await workshop.clear();
  return [
    { what: 'resident when idle, over bare Bolt', unit: '×', rounds: [idle / bare], most: 1.25 },
    { what: `after ${named} events, over idle`, unit: '×', rounds: [once / idle], most: 1.5 },
    { what: 'after three times as many, over that', unit: '×', rounds: [thrice / once], most: 1.1 },
    { what: 'resident when idle', unit: 'MB', rounds: [idle] },
    { what: 'of bare Bolt', unit: 'MB', rounds: [bare] },
    { what: `after ${named} events`, unit: 'MB', rounds: [once] },
  ];
};

/** What is left to do is done, and what was thrown away is collected, as far as it ever is. */
const calm = (): Promise<void> => new Promise((done) => setTimeout(done, 8_000));
