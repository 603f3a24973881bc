import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { startDebrief } from '../debrief.ts';
import { clockLabel } from '../incident/zone.ts';
import { extensions, formats } from '../postmortem/formats.ts';
import { createManualClock, createRealClock } from '../sandbox/clock.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { beginning, cast, type Played, play } from './play.ts';
import type { Story } from './story.ts';

export type Demo = {
  readonly story: Story;
  /** Where the documents go. */
  readonly out: string;
  /** Leaves Slack and the bot running until the process is told to stop. */
  readonly keep?: boolean;
  readonly say: (line: string) => void;
};

/** Plays a story to the real bot on a Slack of its own, and leaves the postmortem in a folder. Answers with the files' paths. */
export const demo = async ({ story, out, keep = false, say }: Demo): Promise<string[]> => {
  const start = new Date(+beginning(story) - 60_000);
  const clock = keep ? createRealClock(start) : createManualClock(start);
  const sandbox = await startSandbox({ clock, team: { name: 'Acme', domain: 'acme' }, botName: 'Debrief' });
  const people = cast(story, sandbox);
  const lobby = sandbox.channel('incidents', { members: [...people.values()], bot: true });
  const home = await mkdtemp(join(tmpdir(), 'debrief-demo-'));
  const config = readConfig({
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_APP_TOKEN: sandbox.appToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: `file:${join(home, 'debrief.db')}`,
    LOG_LEVEL: 'fatal',
  });
  say(`A Slack of its own listens on ${sandbox.apiUrl}`);
  const bot = await startDebrief(config, { now: () => clock.now() });
  const settled = async (): Promise<void> => {
    await sandbox.settled();
    await bot.settled();
    await sandbox.settled();
  };
  await settled();
  say(`The bot is connected. ${story.about}\n`);

  const channel = await play(story, {
    people,
    sandbox,
    lobby,
    settled,
    onStep: (played) => say(lineOf(played, story)),
  });
  const files = await writeDocuments(bot, channel.id, resolve(out));
  say(`\n#${channel.name} holds ${channel.messages.length} messages. The postmortem:`);
  for (const file of files) say(`  ${file}`);
  if (keep) {
    say(`\nStill running; database ${join(home, 'debrief.db')}. Look at #${channel.name} with:`);
    say(
      `  curl -s -H 'Authorization: Bearer ${sandbox.botToken}' '${sandbox.apiUrl}conversations.history?channel=${channel.id}'`,
    );
    say('Ctrl-C ends it.');
    await new Promise((stop) => process.once('SIGINT', stop).once('SIGTERM', stop));
  }
  await bot.stop();
  await sandbox.stop();
  return files;
};

const lineOf = ({ step, at, answer }: Played, { clock }: Story): string => {
  const first = (text: string): string => text.split('\n')[0] ?? '';
  const act = Object.entries(step).find(([key]) => !['at', 'who', 'to', 'as'].includes(key)) ?? ['', ''];
  const verbs: Record<string, string> = {
    reacts: ':',
    unreacts: 'takes back :',
    types: '',
    replies: 'replies: ',
    edits: 'edits: ',
  };
  const words = `${verbs[act[0]] ?? ''}${first(act[1])}${act[0].includes('reacts') ? ':' : ''}`;
  const shown = answer ? `\n        ${first(answer)}` : '';
  return `${clockLabel(at, clock).split(' ')[0]}  ${step.who}: ${words}${shown}`;
};

type Bot = Awaited<ReturnType<typeof startDebrief>>;

const writeDocuments = async (bot: Bot, channel: string, folder: string): Promise<string[]> => {
  const head = await bot.logbook.head({ channel });
  if (!head) throw new Error('The story opened no incident.');
  await mkdir(folder, { recursive: true });
  const document = await bot.document(head.id);
  return Promise.all(
    formats.map(async (format) => {
      const file = join(folder, `INC-${head.number}.${extensions[format]}`);
      await writeFile(file, document.as(format));
      return file;
    }),
  );
};
