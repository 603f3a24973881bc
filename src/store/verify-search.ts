import type { Database } from 'better-sqlite3';

type Place = { readonly term: string; readonly doc: number; readonly offset: number };

/**
 * Compares the search index with one made anew from the entries, word by word. The new one is in memory: SQLite's own check
 * would need to write, and the bot would have to wait for it.
 */
export const wrongInSearch = (database: Database): string | undefined => {
  database.exec(anew);
  try {
    const doc = firstDifference(placesIn(database, 'found'), placesIn(database, 'wanted'));
    if (doc === undefined) return undefined;
    const where = database.prepare<[number], { number: number; seq: number }>(
      'SELECT number, seq FROM entries JOIN incidents ON incidents.id = incident WHERE entries.id = ?',
    );
    const entry = where.get(doc);
    return entry
      ? `INC-${entry.number} entry ${entry.seq}: the search index does not fit its words`
      : 'the search index knows an entry that is not there';
  } finally {
    database.exec('DROP TABLE temp.found; DROP TABLE temp.wanted; DROP TABLE temp.words_anew');
  }
};

const anew = `
  CREATE VIRTUAL TABLE temp.words_anew USING fts5(words, content = '', tokenize = 'unicode61 remove_diacritics 2');
  INSERT INTO temp.words_anew(rowid, words) SELECT id, words FROM main.entries WHERE words IS NOT NULL;
  CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, entries_words, instance);
  CREATE VIRTUAL TABLE temp.wanted USING fts5vocab(temp, words_anew, instance);
`;

/** In the order of words, then of entries: both lists come sorted. */
const placesIn = (database: Database, table: string): IterableIterator<Place> =>
  database.prepare<[], Place>(`SELECT term, doc, offset FROM temp.${table}`).iterate();

const firstDifference = (found: IterableIterator<Place>, wanted: IterableIterator<Place>): number | undefined => {
  try {
    for (const place of wanted) {
      const other: Place | undefined = found.next().value;
      const isSame = other?.doc === place.doc && other.term === place.term && other.offset === place.offset;
      if (!isSame) return place.doc;
    }
    const more: Place | undefined = found.next().value;
    return more?.doc;
  } finally {
    found.return?.();
  }
};
