import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../src/cli/run.ts';
import { reactions } from '../src/defaults.ts';
import { stories } from '../src/demo/stories/all.ts';
import { variables } from '../src/environment.ts';
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
  for (const name of ['catchup', 'asof']) expect(verbOf(name)).toBeUndefined();
});

/** The rows of README's table under this head. */
const rows = (head: string): string[] => {
  const from = readme.indexOf(head);
  expect(from, `README has the table ${head}`).toBeGreaterThan(-1);
  return readme.slice(from).split('\n\n')[0]?.split('\n').slice(2) ?? [];
};

test("README's table of settings is what the program reads", () => {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  expect(rows('| variable | default | what |')).toEqual(
    variables.map(
      ({ name, fallback, what }) =>
        `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${cell(what)} |`,
    ),
  );
});

test("README's table of the command line is what its help says", async () => {
  const made = await Promise.all(Object.values(commands).map((make) => make()));
  const told = (command: (typeof made)[number]): string => {
    const takes = command.registeredArguments.map((each) =>
      each.required ? `<${each.name()}>` : `[${each.name()}${each.variadic ? '...' : ''}]`,
    );
    return [command.name(), command.options.length > 0 && '[options]', ...takes].filter(Boolean).join(' ');
  };
  expect(rows('| command | what it does |')).toEqual(
    made.map((each) => `| \`${told(each)}\` | ${each.description()} |`),
  );
});

test("README's reactions are the ones that are heard", () => {
  const named =
    rows('| reaction on a message |')
      .join(' ')
      .match(/:[a-z_]+:/g) ?? [];
  expect(named.toSorted()).toEqual(
    Object.keys(reactions)
      .map((name) => `:${name}:`)
      .toSorted(),
  );
});

test('README names every story of the demo', () => {
  for (const { name } of stories.slice(1)) expect(readme).toMatch(new RegExp(`(--story |\`)${name}\``));
});
