import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Settings, settings } from './settings.ts';

/** What is wrong with a settings file, a line for each problem: file, line, and what to do. Values are not repeated. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Reads `debrief.yml`. What is not in it, or in no file, is as it is by default. Throws a SettingsError. */
export const readSettingsFile = (path: string | undefined): Settings => {
  if (path === undefined) return settings.parse({});
  const name = basename(path);
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => `${name}, line ${lines.linePos(offset).line}`;
  if (document.errors.length > 0)
    throw new SettingsError(
      document.errors.map(
        ({ pos, code }) =>
          `${at(pos[0])}: this is not YAML (${sayCode(code)}). Compare it, and the line before, with debrief.example.yml.`,
      ),
    );
  const read = settings.safeParse(contentOf(document, name));
  if (read.success) return read.data;
  throw new SettingsError(read.error.issues.flatMap((issue) => linesOf(issue, document, at)));
};

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new SettingsError([
      `CONFIG is not right: ${path} ${why}. Write the path of a settings file such as debrief.yml.`,
    ]);
  }
};

/** An empty file changes nothing. Aliases that grow without end are refused by the reader. */
const contentOf = (document: Document, name: string): unknown => {
  try {
    return document.toJS() ?? {};
  } catch {
    throw new SettingsError([`${name}, line 1: an alias cannot be resolved. Write the values out.`]);
  }
};

/** `DUPLICATE_KEY` as words. */
const sayCode = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

const linesOf = (issue: z.core.$ZodIssue, document: Document, at: (offset: number) => string): string[] => {
  const named = (path: readonly PropertyKey[], message: string) =>
    `${at(offsetOf(document, path))}: ${[path.map(String).join('.'), message].filter(Boolean).join(': ')}.`;
  if (issue.code !== 'unrecognized_keys') return [named(issue.path, issue.message)];
  return issue.keys.map((key) => named([...issue.path, key], 'there is no such setting; take it out'));
};

/** Where the deepest part of the path that exists begins; the name of a setting rather than its value. */
const offsetOf = (document: Document, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path[length - 1]))
      : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
};
