import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startDebrief } from '../../src/debrief.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { timeline } from '../../src/incident/timeline.ts';
import { createManualClock } from '../../src/sandbox/clock.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import type { Place } from '../../src/sandbox/people/place.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';

/** Ana, Ben and a guest in a workspace with the real bot; it is noon on 1 March 2026, and time stands still. */
export const deskWorld = async (env: Record<string, string> = {}) => {
  const clock = createManualClock('2026-03-01T12:00:00Z');
  const sandbox = await startSandbox({ clock, botName: 'Debrief' });
  const ana = sandbox.person('Ana Silva', { tz: 'UTC' });
  const ben = sandbox.person('Ben Okafor', { tz: 'America/Los_Angeles' });
  const gus = sandbox.person('Gus Guest', { guest: true });
  const lobby = sandbox.channel('incidents', { members: [ana, ben, gus], bot: true });
  const folder = mkdtempSync(join(tmpdir(), 'debrief-desk-'));
  const config = readConfig({
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_APP_TOKEN: sandbox.appToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: `file:${join(folder, 'debrief.db')}`,
    INCIDENT_TIMEZONE: 'UTC',
    LOG_LEVEL: 'fatal',
    ...env,
  });
  const bot = await startDebrief(config, { now: () => clock.now(), after: (ms, run) => clock.after(ms, run) });
  const settled = async (): Promise<void> => {
    await sandbox.settled();
    await bot.settled();
    await sandbox.settled();
  };
  await settled();

  const incidentIn = async (place: { readonly id: string }): Promise<Incident> => {
    const head = await bot.logbook.head({ channel: place.id });
    if (!head) throw new Error(`#${place.id} has no incident`);
    return bot.logbook.read(head.id);
  };
  /** Opens an incident and waits for its channel. */
  const open = async (who: Person, line: string) => {
    const before = new Set(sandbox.channels().map(({ id }) => id));
    await who.types(`/incident start ${line}`, lobby);
    await settled();
    const channel = sandbox.channels().find(({ id }) => !before.has(id));
    if (!channel) throw new Error('no channel was made');
    return channel;
  };
  /** Types a command and waits until everything that follows from it has happened. */
  const types = async (who: Person, line: string, place: Place): Promise<string> => {
    const { words, failed } = await who.types(`/incident ${line}`, place);
    await settled();
    if (failed) throw new Error(`Slack says: ${failed}`);
    return words;
  };
  /** Presses a button of the newest answer that has it. */
  const presses = async (who: Person, button: string, place: { readonly id: string }): Promise<string> => {
    const seen = who.sees(place);
    const shown = [...seen.messages, ...seen.ephemerals].toSorted((a, b) => Number(b.ts) - Number(a.ts));
    const on = shown.find(({ blocks }) => JSON.stringify(blocks ?? []).includes(JSON.stringify(button)));
    if (!on) throw new Error(`${who.name} sees no "${button}" in: ${seen.words}`);
    const { failed } = await who.clicks(button, on);
    await settled();
    if (failed) throw new Error(`Slack says: ${failed}`);
    return who.sees(place).ephemerals.at(-1)?.text ?? '';
  };
  /** The lines of the timeline, as `kind: words`. */
  const story = async (place: { readonly id: string }): Promise<string[]> =>
    timeline(await incidentIn(place)).map(({ entry }) => {
      const words = 'words' in entry.data ? (entry.data.words?.text ?? '') : '';
      return `${entry.kind === 'marked' ? entry.data.kind : entry.kind}: ${words}`;
    });

  /** Another process holds the database until the answer is called. */
  const holdDatabase = (): (() => void) => {
    const other = new Database(join(folder, 'debrief.db'));
    other.exec('BEGIN IMMEDIATE');
    return () => void other.close();
  };

  /** The clock jumps, and does not tick in between. */
  const later = (minutes: number): void => clock.set(new Date(+clock.now() + minutes * 60_000));

  return {
    sandbox,
    holdDatabase,
    later,
    clock,
    ana,
    ben,
    gus,
    lobby,
    bot,
    settled,
    incidentIn,
    open,
    types,
    presses,
    story,
    close: async (): Promise<void> => {
      await bot.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true });
    },
  };
};

export type DeskWorld = Awaited<ReturnType<typeof deskWorld>>;

/** The form that somebody has before them. */
export const formOf = (who: Person) => {
  const { modal } = who.sees();
  expect(modal, `${who.name} has a form open`).toBeDefined();
  if (!modal) throw new Error('no form');
  return modal;
};
