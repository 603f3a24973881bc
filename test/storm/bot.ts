import { readConfig } from '../../src/config.ts';
import { startDebrief } from '../../src/debrief.ts';
import { createLog, factsOf } from '../../src/log.ts';
import { createRealClock } from '../../src/sandbox/clock.ts';

// The whole bot as a process, like src/main.js, but its clock can be put forward from outside, together with the sandbox's.
const clock = createRealClock(Number(process.env.STORM_TIME ?? Date.now()));
process.on('message', (ahead) => void clock.advance(Number(ahead)));
const log = createLog('info');
const unwanted = (what: string) => (error: unknown) => log.error(factsOf(error), what);
process.on('unhandledRejection', unwanted('Something failed that nobody waited for.'));
process.on('uncaughtException', unwanted('Something was thrown that nobody caught.'));
const debrief = await startDebrief(readConfig(process.env), { now: clock.now, after: clock.after, log, stagger: 50 });
process.once('SIGTERM', () => void debrief.stop().then(() => process.exit(0)));
// Told twice: before anybody can have had to wait for it, and in words that tests wait for.
log.info({ port: debrief.port() }, 'Debrief is ready.');
