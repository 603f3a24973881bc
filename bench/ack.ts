import type { Bench, Figure } from './bench.ts';
import { inTurns } from './rounds.ts';
import type { Measured } from './slack/load.ts';
import { over, quantile } from './statistics.ts';
import { bolt, bot, durable, type Transport, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'ack',
  title: 'Durable acknowledgement',
  gate: true,
  aim: 'one at a time, p50 and p95 at most 1.25 times ref-durable (over HTTP, p50 at most 2.4 times bare Bolt). p99 at most 15 ms at 100 a second; with the slow disk at most 15 ms at 100 and 30 ms at 1,000 a second.',
  run: async (workshop) => [
    ...(await oneAtATime(workshop, 'http')),
    ...(await oneAtATime(workshop, 'socket')),
    ...(await paced(workshop, 'http')),
    ...(await paced(workshop, 'socket')),
  ],
};

const oneAtATime = async (workshop: Workshop, transport: Transport): Promise<Figure[]> => {
  const [rounds, count] = workshop.quick ? [5, 500] : [9, 800];
  const runners = { debrief: { file: bot }, durable: { file: durable }, bolt: { file: bolt } };
  const runs = await inTurns(workshop, transport, runners, { rounds, count, pace: { inFlight: 1 } });
  const at = (share: number, name: keyof typeof runs) => runs[name].map(({ ms }) => quantile(ms, share));
  const toBolt = over(at(0.5, 'debrief'), at(0.5, 'bolt'));
  const named = (what: string): string => `${transport}: ${what}`;
  return [
    {
      what: named('p50 over ref-durable'),
      unit: '×',
      rounds: over(at(0.5, 'debrief'), at(0.5, 'durable')),
      most: 1.25,
    },
    {
      what: named('p95 over ref-durable'),
      unit: '×',
      rounds: over(at(0.95, 'debrief'), at(0.95, 'durable')),
      most: 1.25,
    },
    { what: named('p50 over bare Bolt'), unit: '×', rounds: toBolt, ...(transport === 'http' && { most: 2.4 }) },
    { what: named('p50'), unit: 'ms', rounds: at(0.5, 'debrief') },
    { what: named('p50 of ref-durable'), unit: 'ms', rounds: at(0.5, 'durable') },
    { what: named('p50 of bare Bolt'), unit: 'ms', rounds: at(0.5, 'bolt') },
    { what: named('p95'), unit: 'ms', rounds: at(0.95, 'debrief') },
    { what: named('p95 of ref-durable'), unit: 'ms', rounds: at(0.95, 'durable') },
  ];
};

const paced = async (workshop: Workshop, transport: Transport): Promise<Figure[]> => {
  const { quick, slowFlush } = workshop;
  const rounds = quick ? 1 : 3;
  const seconds = quick ? 3 : 6;
  const p99 = async (perSecond: number, env?: Readonly<Record<string, string>>): Promise<number[]> => {
    const given = { rounds, count: perSecond * seconds, pace: { perSecond } };
    const { debrief } = await inTurns(workshop, transport, { debrief: { file: bot, ...(env && { env }) } }, given);
    return debrief.map(({ ms }: Measured) => quantile(ms, 0.99));
  };
  const at100: Figure = { what: `${transport}: p99 at 100 a second`, unit: 'ms', rounds: await p99(100), most: 15 };
  if (!slowFlush) return [at100];
  const slow = `${transport}, slow disk: p99 at`;
  return [
    at100,
    { what: `${slow} 100 a second`, unit: 'ms', rounds: await p99(100, slowFlush), most: 15 },
    { what: `${slow} 1,000 a second`, unit: 'ms', rounds: await p99(1_000, slowFlush), most: 30 },
  ];
};
