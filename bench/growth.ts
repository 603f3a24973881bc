import type { Bench, Figure } from './bench.ts';
import { filled } from './filled.ts';
import { median, over, quantile } from './statistics.ts';
import { bot, type Pair, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'growth',
  title: 'Growth from 1,000 to 1,000,000 entries',
  gate: false,
  aim: 'in 10,000 incidents: an acknowledgement takes at most 1.25 times as long, a command and a compile at most 1.5 times.',
  run: async (workshop) => {
    const [small, large] = [await grown(workshop, 10), await grown(workshop, workshop.quick ? 1_000 : 10_000)];
    const rounds = workshop.quick ? 3 : 7;
    const taken = { small: await taking(small), large: await taking(large) };
    const figures: Figure[] = [];
    for (const [name, most] of limits) {
      const ms = { small: [] as number[], large: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        ms.small.push(await taken.small(name));
        ms.large.push(await taken.large(name));
      }
      figures.push(
        { what: `${name}: a million over a thousand`, unit: '×', rounds: over(ms.large, ms.small), most },
        { what: `${name}, with a million`, unit: 'ms', rounds: ms.large },
      );
    }
    return figures;
  },
};

const limits = [
  ['acknowledgement', 1.25],
  ['`note`', 1.5],
  ['`timeline`', 1.5],
  ['`list`', 1.5],
  ['`postmortem`', 1.5],
] as const;

const grown = async (workshop: Workshop, incidents: number): Promise<Pair> => {
  const slack = await workshop.slack();
  const { teamId } = await slack.ask('about');
  const database = await filled(workshop.folder(), teamId, incidents);
  return workshop.pair(bot, 'http', { slack, database });
};

/** Milliseconds that each of them takes, the median of some. */
const taking = async ({ slack, app }: Pair) => {
  const channel = await slack.ask('incident', 'Disk of db-2 is full');
  const typed = async (line: string): Promise<number> => {
    const ms: number[] = [];
    for (let i = 0; i < 20; i++) ms.push((await slack.ask('types', line, channel)).ms);
    return median(ms);
  };
  const take = async (name: (typeof limits)[number][0]): Promise<number> => {
    if (name === '`note`') return typed('/incident note restarted db-2, no change so far');
    if (name === '`timeline`') return typed('/incident timeline');
    if (name === '`list`') return typed('/incident list');
    if (name === '`postmortem`') return typed('/incident postmortem');
    const to = { channel, count: 500, ...(app.url && { url: app.url }) };
    return quantile((await slack.ask('load', to, { inFlight: 1 })).ms, 0.5);
  };
  for (const [name] of limits) await take(name);
  return take;
};
