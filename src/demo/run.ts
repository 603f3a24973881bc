import { join } from 'node:path';
import { Command, Option } from 'commander';
import { demo } from './demo.ts';
import { stories } from './stories/all.ts';

const names = stories.map(({ name }) => name);

const command = new Command('npm run demo --')
  .description('Plays an incident to the real bot on a Slack of its own, and leaves the postmortem in a folder.')
  .addOption(new Option('--story <name>', 'which incident').choices(names).default(names[0]))
  .option('--out <folder>', 'where the documents go', 'postmortems')
  .option('--keep', 'leave Slack and the bot running afterwards, to look around')
  .parse();

const { story: name, out, keep } = command.opts<{ story: string; out: string; keep?: boolean }>();
const story = stories.find((each) => each.name === name);
if (story) await demo({ story, out: join(out, story.name), keep, say: (line) => console.log(line) });
