import type { Bench, Figure } from './bench.ts';
import type { Pace } from './slack/load.ts';
import { over, quantile } from './statistics.ts';
import { bolt, bot, durable, type Transport, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'ack',
  title: 'Durable acknowledgement',
  gate: true,
  aim: 'One at a time: p50 and p95 at most 1.25 times ref-durable (over HTTP, p50 at most 2.4 times bare Bolt). p99 at most 15 ms at 100 a second; with the slow disk at most 15 ms at 100 and 30 ms at 1,000 a second.',
  run: async (workshop) => [
    ...(await oneAtATime(workshop, 'http')),
    ...(await oneAtATime(workshop, 'socket')),
    ...(await paced(workshop, 'http')),
    ...(await paced(workshop, 'socket')),
  ],
};

const oneAtATime = async (workshop: Workshop, transport: Transport): Promise<Figure[]> => {
  const [rounds, count] = workshop.quick ? [3, 500] : [9, 2_000];
  const runs = await alternating(workshop, transport, { debrief: bot, durable, bolt }, rounds, count);
  const at = (share: number, name: keyof typeof runs) => runs[name].map((ms) => quantile(ms, share));
  const [p50, p95] = [over(at(0.5, 'debrief'), at(0.5, 'durable')), over(at(0.95, 'debrief'), at(0.95, 'durable'))];
  const toBolt = over(at(0.5, 'debrief'), at(0.5, 'bolt'));
  return [
    { what: `${transport}: p50 over ref-durable`, unit: '×', rounds: p50, most: 1.25 },
    { what: `${transport}: p95 over ref-durable`, unit: '×', rounds: p95, most: 1.25 },
    { what: `${transport}: p50 over bare Bolt`, unit: '×', rounds: toBolt, ...(transport === 'http' && { most: 2.4 }) },
    { what: `${transport}: p50`, unit: 'ms', rounds: at(0.5, 'debrief') },
    { what: `${transport}: p95`, unit: 'ms', rounds: at(0.95, 'debrief') },
    { what: `${transport}: p50 of ref-durable`, unit: 'ms', rounds: at(0.5, 'durable') },
    { what: `${transport}: p50 of bare Bolt`, unit: 'ms', rounds: at(0.5, 'bolt') },
  ];
};

/** The same load for each in turn, round by round. */
const alternating = async <K extends string>(
  workshop: Workshop,
  transport: Transport,
  files: Readonly<Record<K, string>>,
  rounds: number,
  count: number,
): Promise<Record<K, (readonly number[])[]>> => {
  const names = Object.keys(files) as K[]; // its own keys
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, (readonly number[])[]>;
  const loads = await Promise.all(
    names.map(async (name) => {
      const { slack, app } = await workshop.pair(files[name], transport);
      const channel = files[name] === bot ? await slack.ask('incident', 'checkout is down') : undefined;
      const send = (messages: number) =>
        slack.ask('load', { count: messages, ...(app.url && { url: app.url }), ...(channel && { channel }) }, one);
      await send(500);
      return { name, send };
    }),
  );
  for (let round = 0; round < rounds; round++)
    for (const { name, send } of loads) runs[name].push((await send(count)).ms);
  await workshop.clear();
  return runs;
};

const one: Pace = { inFlight: 1 };

const paced = async (workshop: Workshop, transport: Transport): Promise<Figure[]> => {
  const rounds = workshop.quick ? 1 : 5;
  const seconds = workshop.quick ? 3 : 8;
  const p99 = async (perSecond: number, env?: Readonly<Record<string, string>>): Promise<number[]> => {
    const { slack, app } = await workshop.pair(bot, transport, { ...(env && { env }) });
    const channel = await slack.ask('incident', 'checkout is down');
    const to = { channel, ...(app.url && { url: app.url }) };
    await slack.ask('load', { ...to, count: 500 }, { perSecond: 250 });
    const each: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { ms } = await slack.ask('load', { ...to, count: perSecond * seconds }, { perSecond });
      each.push(quantile(ms, 0.99));
    }
    await workshop.clear();
    return each;
  };
  const { slowFlush } = workshop;
  const figures: Figure[] = [
    { what: `${transport}: p99 at 100 a second`, unit: 'ms', rounds: await p99(100), most: 15 },
  ];
  if (!slowFlush) return figures;
  return [
    ...figures,
    { what: `${transport}, slow disk: p99 at 100 a second`, unit: 'ms', rounds: await p99(100, slowFlush), most: 15 },
    {
      what: `${transport}, slow disk: p99 at 1,000 a second`,
      unit: 'ms',
      rounds: await p99(1_000, slowFlush),
      most: 30,
    },
  ];
};
