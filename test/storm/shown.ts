import Database from 'better-sqlite3';
import type { Environment } from '../../src/config.ts';
import { readConfig } from '../../src/config.ts';
import { startDebrief } from '../../src/debrief.ts';
import type { Log } from '../../src/log.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/**
 * What Slack shows is compared with a rendering made anew: everything that was noted as shown is forgotten but its place, and
 * the bot puts it up again. Nothing may change, and nothing may be there twice.
 */
export const shownDifferences = async (
  sandbox: Sandbox,
  environment: Environment,
  database: string,
): Promise<string[]> => {
  const before = picture(sandbox);
  const file = new Database(database);
  file.exec(
    "UPDATE surfaces SET hash = 'forgotten' WHERE name NOT LIKE 'said:%' AND name NOT LIKE 'invited:%' AND name NOT LIKE 'draft:%' AND name NOT LIKE 'tick:%' AND name <> 'lines' AND name NOT LIKE 'line:%'",
  );
  file.close();
  const { now, after } = sandbox.clock;
  const bot = await startDebrief(readConfig(environment), { now, after, log: silent, stagger: 0 });
  await bot.settled();
  await sandbox.settled();
  await bot.settled();
  await bot.stop();
  const now_ = picture(sandbox);
  return [
    ...twice(sandbox),
    ...[...before].flatMap(([place, text]) =>
      now_.get(place) === text ? [] : [`${place} read ${text}, and made anew ${now_.get(place)}`],
    ),
    ...[...now_.keys()].filter((place) => !before.has(place)).map((place) => `${place} is new: ${now_.get(place)}`),
  ];
};

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const picture = (sandbox: Sandbox): Map<string, string> =>
  new Map(
    sandbox.channels().flatMap((channel) => [
      [`${channel.name} topic`, channel.topic] as const,
      [`${channel.name} purpose`, channel.purpose] as const,
      [`${channel.name} bookmarks`, channel.bookmarks.map(({ title, link }) => `${title} ${link}`).join()] as const,
      ...channel.messages
        .filter(({ bot_id }) => bot_id === sandbox.botId)
        .map(
          ({ ts, text, blocks, subtype }) =>
            [`${channel.name} ${ts}`, JSON.stringify([text, withoutIds(blocks), subtype])] as const,
        )
        .filter(([, text]) => !/channel_(topic|purpose)|\*Gap:\*/.test(text)), // another start is another gap
    ]),
  );

/** Slack numbers the blocks itself. */
const withoutIds = (blocks: unknown): unknown =>
  JSON.parse(JSON.stringify(blocks ?? []), (key, value) => (key === 'block_id' ? undefined : value));

/** One card, one announcement, one line for each thing that is told. */
const twice = (sandbox: Sandbox): string[] => {
  const seen = new Map<string, number>();
  for (const channel of sandbox.channels())
    for (const { metadata } of channel.messages) {
      const { incident, name } = (metadata?.event_payload ?? {}) as { incident?: string; name?: string };
      if (name) seen.set(`${incident} ${name}`, (seen.get(`${incident} ${name}`) ?? 0) + 1);
    }
  const cards = sandbox
    .channels()
    .filter(
      ({ name, pinned }) =>
        name.startsWith('inc-') && pinned.filter(({ bot_id }) => bot_id === sandbox.botId).length !== 1,
    );
  return [
    ...[...seen].flatMap(([name, count]) => (count === 1 ? [] : [`${name} stands ${count} times`])),
    ...cards.map(({ name }) => `${name} has not one pinned card`),
  ];
};
