import Database from 'better-sqlite3';

// The read floor: the least that has to be done to tell a log. Its rows are read, with the columns that they have, and their
// words are put together.

const columns = [
  ...['incident', 'seq', 'kind', 'version', 'at', 'recorded_at', 'author', 'recorder', 'source'],
  ...['data', 'salt', 'digest', 'hash', 'message', 'wording', 'words'],
];

/** Reads an incident, and answers with how many characters its words are. */
export const readFloor = (path: string): ((incident: string) => number) => {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare<[string], { words: string | null }>(
    `SELECT ${columns} FROM entries WHERE incident = ? ORDER BY seq`,
  );
  return (incident) => {
    let told = '';
    for (const { words } of rows.all(incident)) if (words !== null) told += `${words}\n`;
    return told.length;
  };
};
