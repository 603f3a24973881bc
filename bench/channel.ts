import type { Bench, Figure } from './bench.ts';
import { bot, type Workshop } from './workshop.ts';

export const bench: Bench = {
  name: 'channel',
  title: 'From `start` to the usable channel',
  gate: false,
  aim: 'made, with the starter in it and the card posted, at 100 ms a call: at most 2.3 round trips, own work at most 20 ms; the answer to the command does not depend on how slow Slack is.',
  run: async (workshop) => {
    const [slow, fast] = [await starts(workshop, 100), await starts(workshop, 0)];
    const usable = slow.map(({ usable }) => usable);
    const answered = ({ answered }: Start): number => answered;
    const figures: Figure[] = [
      { what: 'round trips', unit: '×', rounds: usable.map((ms) => ms / 100), most: 2.3 },
      { what: 'own work (the rest of two round trips)', unit: 'ms', rounds: usable.map((ms) => ms - 200), most: 20 },
      { what: 'answer to the command, 100 ms a call', unit: 'ms', rounds: slow.map(answered) },
      { what: 'answer to the command, 0 ms a call', unit: 'ms', rounds: fast.map(answered) },
    ];
    return figures;
  },
};

type Start = { readonly usable: number; readonly answered: number };

const starts = async (workshop: Workshop, latency: number): Promise<Start[]> => {
  const { slack } = await workshop.pair(bot, 'http');
  await slack.ask('incident', 'warming up');
  await slack.ask('latency', latency);
  const rounds: Start[] = [];
  for (let i = 0; i < (workshop.quick ? 5 : 20); i++)
    rounds.push(await slack.ask('start', `${titles[i % titles.length]} ${i}`));
  await workshop.clear();
  return rounds;
};

// Nothing that is like the one before: then it would be asked whether it is the same.
const titles = [
  'checkout is down',
  'mails are late',
  'search finds nothing',
  'logins fail in Europe',
  'disk of db-2 is full',
];
