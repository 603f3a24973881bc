import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { momentKinds } from '../src/incident/entry.ts';
import { kindAliases } from '../src/incident/moments.ts';
import { verbOf, verbs } from '../src/slack/listeners/commands.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const row = ({ usage, help, aliases = [] }: (typeof verbs)[number]): string => {
  const also = aliases.length > 0 ? `. Also ${aliases.map((alias) => `\`${alias}\``).join(', ')}` : '';
  const told = usage.replaceAll('|', '\\|');
  return `| \`${told}\` | ${help}${also} |`;
};

test("README's table of commands is the table of verbs", () => {
  const [, table = ''] = /\| `\/incident …` \| what it does \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme) ?? [];
  expect(table.trim().split('\n')).toEqual(verbs.map(row));
});

test('every kind is a verb, under each of its names', () => {
  for (const kind of momentKinds)
    for (const name of [kind, ...kindAliases(kind).filter((alias) => !alias.includes(' '))])
      expect(verbOf(name)?.name).toBe(kind);
});

test('no two verbs answer to the same name', () => {
  const names = verbs.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('what is not in this version is not offered', () => {
  for (const name of ['adopt', 'catchup', 'asof', 'redact', 'private']) expect(verbOf(name)).toBeUndefined();
});
