import type { Bench, Figure } from './bench.ts';
import { inTurns } from './rounds.ts';
import type { Measured } from './slack/load.ts';
import { over } from './statistics.ts';
import { bolt, bot, durable, type Transport, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'rate',
  title: 'Durable events a second',
  gate: true,
  aim: '32 in flight, at least 0.75 of bare Bolt over HTTP and 0.6 over Socket Mode; with the slow disk at least 8 times single commits (ref-durable).',
  run: async (workshop) => [...(await rates(workshop, 'http', 0.75)), ...(await rates(workshop, 'socket', 0.6))],
};

const pace = { inFlight: 32 };

const rates = async (workshop: Workshop, transport: Transport, least: number): Promise<Figure[]> => {
  const { quick, slowFlush } = workshop;
  const [rounds, count] = quick ? [3, 2_000] : [5, 3_000];
  const fast = await inTurns(workshop, transport, runners({}), { rounds, count, pace });
  const { bolt, durable, debrief, receipt } = perSecond(fast);
  const micros = (name: keyof typeof fast) => fast[name].map((round) => round.micros);
  const figures: Figure[] = [
    { what: `${transport}: over bare Bolt`, unit: '×', rounds: over(debrief, bolt), least },
    { what: `${transport}: over bare Bolt, nothing to record`, unit: '×', rounds: over(receipt, bolt) },
    {
      what: `${transport}: processor time an event, over bare Bolt`,
      unit: '×',
      rounds: over(micros('debrief'), micros('bolt')),
    },
    { what: `${transport}: the same, nothing to record`, unit: '×', rounds: over(micros('receipt'), micros('bolt')) },
    { what: `${transport}: processor time of bare Bolt`, unit: 'µs', rounds: micros('bolt') },
    { what: `${transport}: events a second`, unit: '/s', rounds: debrief },
    { what: `${transport}: of bare Bolt`, unit: '/s', rounds: bolt },
    { what: `${transport}: of ref-durable`, unit: '/s', rounds: durable },
    { what: `${transport}: while all is recorded`, unit: '/s', rounds: await lasting(workshop, transport) },
  ];
  if (!slowFlush) return figures;
  const slow = perSecond(await inTurns(workshop, transport, runners(slowFlush), { rounds, count: count / 2, pace }));
  return [
    ...figures,
    {
      what: `${transport}, slow disk: over single commits`,
      unit: '×',
      rounds: over(slow.debrief, slow.durable),
      least: 8,
    },
    { what: `${transport}, slow disk: events a second`, unit: '/s', rounds: slow.debrief },
    { what: `${transport}, slow disk: of ref-durable`, unit: '/s', rounds: slow.durable },
  ];
};

/** `receipt` gets messages of a channel that is no incident's: they are kept, looked at, and let go. */
const runners = (env: Readonly<Record<string, string>>) => ({
  bolt: { file: bolt, env },
  durable: { file: durable, env },
  debrief: { file: bot, env },
  receipt: { file: bot, env, incident: false },
});

const perSecond = <K extends string>(runs: Record<K, readonly Measured[]>): Record<K, number[]> =>
  // The same keys.
  Object.fromEntries(
    Object.entries<readonly Measured[]>(runs).map(([name, each]) => [
      name,
      each.map(({ acknowledged, seconds }) => acknowledged / seconds),
    ]),
  ) as Record<K, number[]>;

/** Milliseconds after which what waits is so old that the worker does not rest any more. */
const OLD = 8_000;

/** Long enough for what waits to get old: then acknowledging and recording share the thread. */
const lasting = async (workshop: Workshop, transport: Transport): Promise<number[]> => {
  const { slack, app } = await workshop.pair(bot, transport);
  const to = { channel: await slack.ask('incident', 'checkout is down'), ...(app.url && { url: app.url }) };
  const send = () => slack.ask('load', { ...to, count: 5_000 }, pace);
  for (const full = performance.now() + OLD; performance.now() < full; ) await send();
  const rounds: number[] = [];
  while (rounds.length < (workshop.quick ? 2 : 5)) {
    const { acknowledged, seconds } = await send();
    rounds.push(acknowledged / seconds);
  }
  await workshop.clear();
  return rounds;
};
