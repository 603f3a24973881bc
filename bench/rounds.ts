import type { Measured, Pace } from './slack/load.ts';
import { bot, type PairOptions, type Transport, type Workshop } from './workshop.ts';

/** Somebody who takes part in a comparison. */
export type Runner = PairOptions & {
  readonly file: string;
  /** Messages of an incident's channel, so that there is work behind the acknowledgement; otherwise of a channel that is nobody's. */
  readonly incident?: boolean;
};

/** `micros` of processor time an event took until all were acknowledged: they do not depend on who else wants the processor. */
export type Round = Measured & { readonly micros: number };

type Rounds = { readonly rounds: number; readonly count: number; readonly pace: Pace };

/** The same load for each in turn, round by round; each in a process of its own with a Slack of its own. */
export const inTurns = async <K extends string>(
  workshop: Workshop,
  transport: Transport,
  runners: Readonly<Record<K, Runner>>,
  { rounds, count, pace }: Rounds,
): Promise<Record<K, readonly Round[]>> => {
  const names = Object.keys(runners) as K[]; // its own keys
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Round[]>;
  const loads = await Promise.all(
    names.map(async (name) => {
      const { file, incident = file === bot, ...options } = runners[name];
      const { slack, app } = await workshop.pair(file, transport, options);
      const channel = incident ? await slack.ask('incident', 'checkout is down') : undefined;
      const to = { ...(app.url && { url: app.url }), ...(channel && { channel }) };
      await slack.ask('load', { ...to, count: WARM_UP }, { inFlight: 1 });
      /** Until it is idle: what it left to do must not burden the next. */
      const rest = async (): Promise<void> => {
        for (let before = -1; app.used() - before > 0.02; ) {
          before = app.used();
          await sleep(300);
        }
      };
      const send = async (): Promise<Round> => {
        const before = app.used();
        const measured = await slack.ask('load', { ...to, count }, pace);
        return { ...measured, micros: ((app.used() - before) / count) * 1e6 };
      };
      return { name, rest, send };
    }),
  );
  for (const { rest } of loads) await rest();
  for (let round = 0; round < rounds; round++)
    for (const { name, send, rest } of loads) {
      runs[name].push(await send());
      await rest();
    }
  await workshop.clear();
  return runs;
};

const WARM_UP = 500;

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
