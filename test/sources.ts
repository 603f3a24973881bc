import { globSync, readFileSync } from 'node:fs';

/** The files of a folder of the sources, by path. */
export const sourcesOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(globSync(`${folder}/**/*.ts`).map((path) => [path, readFileSync(path, 'utf8')]));
