import { ConfigError, readConfig } from './config.ts';
import { type Debrief, startDebrief } from './debrief.ts';
import { createLog, factsOf, type Log, redacted } from './log.ts';
import { StoreError } from './store/store-error.ts';

/** The bot as a process: from the environment to the signal that ends it. */
export const run = async (env: NodeJS.ProcessEnv): Promise<void> => {
  try {
    const config = readConfig(env);
    const log = createLog(config.logLevel);
    process.on('unhandledRejection', (error) => log.error(factsOf(error), 'Something failed that nobody waited for.'));
    const signals = nextSignal();
    const debrief = await Promise.race([startDebrief(config, { log }), signals.then(() => undefined)]);
    if (!debrief) process.exit(0); // Slack never answered; whatever was kept is on the disk
    await Promise.race([tellReady(debrief, { transport: config.transport.type, port: debrief.port() }, log), signals]);
    await signals;
    await end(debrief.stop, log);
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
};

/** What Slack sends is kept from now on. That it is ready is said once Slack accepts it: before, it can show and answer nothing. */
const tellReady = async (debrief: Debrief, where: object, log: Log): Promise<void> => {
  await debrief.asked();
  if (!debrief.isAccepted())
    log.warn(
      where,
      'Debrief runs and keeps what Slack sends. It shows and answers nothing until Slack accepts its token.',
    );
  await debrief.accepted;
  log.info(where, 'Debrief is ready.');
};

const nextSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });

const end = async (stop: () => Promise<void>, log: Log): Promise<never> => {
  setTimeout(() => process.exit(1), 9_000).unref();
  await stop();
  log.info({}, 'Debrief has stopped.');
  process.exit(0);
};

/** One line for what the operator can put right; where it went wrong for everything else. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof StoreError) return error.message;
  const { syscall, code, port } = (error ?? {}) as { syscall?: unknown; code?: unknown; port?: unknown }; // Node's own fields
  if (syscall === 'listen') return portTrouble(port, code);
  const message = error instanceof Error ? error.message : String(error);
  if (/invalid_auth|not_authed|account_inactive|not_allowed_token_type/.test(message))
    return 'Slack does not accept SLACK_APP_TOKEN: generate it anew (Basic Information, App-Level Tokens, connections:write).';
  return redacted(error instanceof Error ? (error.stack ?? message) : message);
};

const portTrouble = (port: unknown, code: unknown): string => {
  const why = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on (${code})`;
  return `PORT is not right: ${port} ${why}. Write the number of a free port, such as 3000.`;
};
