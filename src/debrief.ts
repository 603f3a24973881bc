import type { Config } from './config.ts';
import { createDocuments } from './documents.ts';
import { createHeartbeat } from './heartbeat.ts';
import { healthRoutes, serveHealth } from './http/health.ts';
import { createLog, factsOf, type Log } from './log.ts';
import { openLogbook } from './open-logbook.ts';
import { createRetention } from './retention.ts';
import { type After, realAfter } from './slack/after.ts';
import { readDocument } from './slack/listeners/document.ts';
import { createSlack } from './slack/slack.ts';
import { takeLock } from './store/lock.ts';
import { openSqlite } from './store/sqlite.ts';

export type Debrief = Awaited<ReturnType<typeof startDebrief>>;

/** Time comes from outside: in tests and stories it is the sandbox's. */
export type Outside = {
  readonly now?: () => Date;
  readonly after?: After;
  readonly log?: Log;
  /** Milliseconds between the starts of the two sockets. */
  readonly stagger?: number;
  /** Slack's limits and outages follow the story's time, too. */
  readonly isSlackInStory?: boolean;
};

/** The whole bot, from its database to Slack. Resolves when Slack reaches it; throws when it cannot be started. */
export const startDebrief = async (config: Config, outside: Outside = {}) => {
  const { now = () => new Date(), after = realAfter, log = createLog(config.logLevel), stagger } = outside;
  const lock = takeLock(config.database);
  const leave: (() => unknown)[] = [lock.release];
  /** In the opposite order of the start, whatever fails on the way. */
  const stop = async (): Promise<void> => {
    for (const step of leave.splice(0).toReversed())
      await Promise.resolve()
        .then(step)
        .catch((error) => log.error(factsOf(error), 'Something could not be stopped.'));
  };

  try {
    const database = openSqlite(config.database);
    leave.push(database.close);
    const documents = createDocuments(database);
    leave.push(documents.stop);
    const { inbox, directory, shown, meta, known, files, vault } = database;
    const onError = (error: unknown) => log.error(factsOf(error), 'A watcher failed.');
    const logbook = openLogbook(database.store, { now, onError });
    logbook.watch(documents.follow);
    const heartbeat = createHeartbeat({ meta, now, after, log, isConnected: () => slack.isListening() });
    const health = healthRoutes({
      database: heartbeat.beat,
      slack: () => slack.isConnected() && slack.isAccepted(),
    });
    const ports = { inbox, directory, shown, meta, known, files, vault };
    const slack = await createSlack({
      ...{ config, logbook, now, after, log, health },
      ...ports,
      scrub: database.scrub,
      writeDocuments: documents.write,
      unshown: database.unshown,
      ...(stagger !== undefined && { stagger }),
      ...(outside.isSlackInStory && { patience: { clock: () => +now(), after } }),
    });
    leave.push(slack.stop, heartbeat.stop);
    leave.push(
      followOthers(database.dataVersion, () => {
        database.soil(); // they may have destroyed words
        logbook.forgetAll();
        slack.convergeAll();
      }),
    );
    leave.push(keepScrubbing(database.scrub, log));
    const { purgeable } = database;
    const { forgetFailed } = inbox;
    const days = config.retentionDays;
    const retention = createRetention({ logbook, meta, purgeable, forgetFailed, days, now, after, log });
    leave.push(retention.stop);
    const port = config.transport.type === 'socket' ? config.port : undefined;
    const server = port === undefined ? undefined : await serveHealth(health, port);
    if (server) leave.push(server.stop);
    await slack.start();

    return {
      logbook,
      people: slack.people,
      isAccepted: slack.isAccepted,
      accepted: slack.accepted,
      asked: slack.asked,
      database,
      /** Where Slack's requests arrive in HTTP mode, and the health page in either. */
      port: (): number | undefined => slack.port() ?? server?.port,
      document: (incident: string) => readDocument(slack.desk, incident),
      converge: slack.converge,
      settled: async (): Promise<void> => {
        await heartbeat.settled();
        await retention.settled();
        await slack.settled();
      },
      /** Within ten seconds: takes no more, finishes what was begun, closes the database. */
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Until no file of the database holds what was destroyed, also before a crash. Who reads it does so in real time. */
const keepScrubbing = (scrub: () => boolean, log: Log): (() => void) => {
  let wasClean = true;
  const attempt = (): void => {
    try {
      const isClean = scrub();
      if (isClean !== wasClean) log.info({ isClean }, 'Destroyed words in the write-ahead file of the database.');
      wasClean = isClean;
    } catch (error) {
      log.warn(factsOf(error), 'Destroyed words cannot be taken out of the write-ahead file yet.');
    }
  };
  attempt();
  const timer = setInterval(attempt, 1_000).unref();
  return () => clearInterval(timer);
};

/** A database that cannot be read is told by the heartbeat. */
const look = (version: () => number): number | undefined => {
  try {
    return version();
  } catch {
    return undefined;
  }
};

/** The command line writes to the same file. That has nothing to do with the story's time. */
const followOthers = (version: () => number, onChange: () => void): (() => void) => {
  let seen = version();
  const timer = setInterval(() => {
    const is = look(version);
    if (is === undefined || is === seen) return;
    seen = is;
    onChange();
  }, 1_000).unref();
  return () => clearInterval(timer);
};
