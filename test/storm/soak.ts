import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { storm } from './storm.ts';

// Every method with every error, then storms until the time is over, each with the next seed:
// `npm run soak -- --seed 7 --minutes 5 --transport http` begins with the storms.
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '5' },
    transport: { type: 'string' },
    acts: { type: 'string', default: '400' },
    kills: { type: 'string', default: '6' },
  },
});
const first = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
if (values.seed === undefined) {
  const args = ['node_modules/vitest/vitest.mjs', 'run', 'test/faults/methods.test.ts'];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, FAULTS: 'all' } });
  if (status !== 0) process.exit(1);
}
const until = Date.now() + Number(values.minutes) * 60_000;
let seed = first;
do {
  const transport = (values.transport ?? (seed % 2 === 0 ? 'socket' : 'http')) === 'http' ? 'http' : 'socket';
  const again = `npm run soak -- --seed ${seed} --transport ${transport} --minutes 0 --acts ${values.acts} --kills ${values.kills}`;
  const begun = Date.now();
  const { differences, told, lines } = await storm({
    seed,
    transport,
    acts: Number(values.acts),
    kills: Number(values.kills),
  });
  const took = Math.round((Date.now() - begun) / 1000);
  console.log(`${differences.length === 0 ? 'well ' : 'WRONG'} ${again} (${took} s) ${JSON.stringify(told)}`);
  for (const difference of differences) console.log(`  ${difference}`);
  if (process.env.LINES) console.log(lines.join('\n'));
  if (differences.length > 0) {
    process.exit(1);
  }
  seed++;
} while (Date.now() < until);
