import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { entries } from './schema.ts';

type Searched = { readonly id: string; readonly title: string };

/** Whether an incident has every word that was typed, in its title or anywhere in its log. */
export const createSearch = (db: BetterSQLite3Database) => {
  const withWord = db
    .selectDistinct({ incident: entries.incident })
    .from(entries)
    .where(sql`${entries.id} IN (SELECT rowid FROM entries_words WHERE words MATCH ${sql.placeholder('phrase')})`)
    .prepare();

  return (typed: string): ((searched: Searched) => boolean) => {
    const found = plainly(typed)
      .split(/[\s"“”„«»]+/)
      .filter(Boolean)
      .map((word) => ({
        word,
        incidents: new Set(withWord.all({ phrase: phraseOf(word) }).map((row) => row.incident)),
      }));
    return ({ id, title }) => found.every(({ word, incidents }) => incidents.has(id) || plainly(title).includes(word));
  };
};

/** The beginning of a word, quoted: nothing that is typed is syntax to FTS5. */
const phraseOf = (word: string): string => `"${word.replaceAll('"', '""')}"*`;

const plainly = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{Mn}\0]/gu, '')
    .toLowerCase();
