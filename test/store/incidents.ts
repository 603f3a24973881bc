import type { Draft, Person } from '../../src/incident/entry.ts';
import { plain } from '../../src/incident/words.ts';
import { createLogbook, type Hand } from '../../src/logbook.ts';
import type { Sqlite } from '../../src/store/sqlite.ts';

export const ana: Person = { id: 'UANA', name: 'Ana Lima' };
const hand: Hand = { recorder: ana, source: { type: 'command' } };
const noon = Date.parse('2026-03-01T12:00:00Z');

export const noted = (text: string): Draft => ({ kind: 'marked', data: { kind: 'note', words: plain(text) } });

/** Writes real incidents into a database: one for each title, with these notes in the first. A minute passes with each. */
export const writeIncidents = async ({ store }: Sqlite, titles: readonly string[], drafts: readonly Draft[] = []) => {
  let minutes = 0;
  const logbook = createLogbook(store, {
    now: () => new Date(noon + minutes++ * 60_000),
    freshId: () => `incident-${minutes}`,
    freshSalt: () => minutes.toString(16).padStart(32, '0'),
    onError: (error) => {
      throw error;
    },
  });
  for (const [i, title] of titles.entries()) {
    const { incident } = await logbook.open('T1', hand, (number) => ({
      kind: 'incident.opened',
      data: { number, team: 'T1', title, severity: 'sev1', zone: 'America/Los_Angeles', private: false, test: false },
    }));
    if (i === 0) for (const draft of drafts) await logbook.record(incident.id, hand, () => [draft]);
  }
  return logbook;
};
