import { getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

type Columns<T extends SQLiteTable> = T['_']['columns'];

/** A placeholder for each column, so that an insert is prepared once and run with whole rows. */
export const placeholders = <T extends SQLiteTable>(table: T) =>
  Object.fromEntries(Object.keys(getTableColumns(table)).map((name) => [name, sql.placeholder(name)])) as {
    // True by the line above: one for each column.
    [K in keyof Columns<T>]: Placeholder;
  };

/** For an insert that finds its row there already: every column becomes what was to be inserted. */
export const replaced = <T extends SQLiteTable>(table: T) =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => [
      name,
      sql`excluded.${sql.identifier(column.name)}`,
    ]),
  ) as {
    // True by the line above: one for each column.
    [K in keyof Columns<T>]: SQL;
  };
