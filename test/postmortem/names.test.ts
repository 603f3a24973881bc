import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/postmortem/json.ts';
import { toMarkdown } from '../../src/postmortem/markdown.ts';
import type { Names } from '../../src/postmortem/names.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { ana, ben, log, moment, opened, pacific, type Told, words, wrote } from './log.ts';
import { outage } from './outage.ts';

const everyName = /Ana|Silva|Ben Ode|Cleo|Ito\b/;
const lead = (person: typeof ana): Told => ({ kind: 'role.assigned', data: { role: 'lead', person } });
const documentOf = (names: Names, ...drafts: Told[]) => {
  const entries = drafts.length > 0 ? log(...drafts) : outage();
  const pm = compile(entries, { names, now: pacific('18:00') });
  return { pm, markdown: toMarkdown(pm, { log: entries }), json: toJson(pm, entries) };
};

describe.each(['roles', 'none'] as const)('with %s', (names) => {
  it('no name stands anywhere, not in the words, nor in the log', () => {
    const { markdown, json } = documentOf(names);
    expect(markdown).not.toMatch(everyName);
    expect(json).not.toMatch(everyName);
  });

  it("nobody's id stands anywhere, and no typed line", () => {
    const { json } = documentOf(names);
    expect(json).not.toMatch(/"U[123]"|"typed"/);
  });

  it('a bot keeps its name', () => {
    expect(documentOf(names).json).toContain('"Pager"');
  });
});

it('people are called by their roles, and the others are numbered, the same throughout', () => {
  const { pm, markdown } = documentOf('roles', opened(), lead(ben), {
    ...moment('action', 'asked @Ben Ode and @Ana Silva'),
    by: ben,
  });
  expect(pm.responders.map(({ name }) => name)).toEqual(['lead', 'responder 1']);
  expect(markdown).toContain('asked lead and responder 1 (lead)');
});

it('a second lead is told from the first', () => {
  const { pm } = documentOf('roles', opened(), lead(ben), lead(ana));
  expect(pm.roles.lead?.name).toBe('lead 2');
});

it('a name that begins with a name is replaced whole', () => {
  const anaSilvana = { id: 'U8', name: 'Ana Silvana' };
  const { markdown } = documentOf(
    'none',
    opened(),
    { ...moment('note', 'hi'), by: anaSilvana },
    wrote('cause', '@Ana Silvana told @Ana Silva.'),
  );
  expect(markdown).toContain('a responder told a responder.');
});

it('people who are only mentioned are replaced when the caller knows them', () => {
  const entries = log(opened(), moment('note', 'ask @Dee Roe'));
  const pm = compile(entries, { names: 'roles', now: pacific('18:00'), people: [{ id: 'U9', name: 'Dee Roe' }] });
  expect(pm.timeline[1]?.words).toEqual(words('ask responder 2'));
});

it('with no names, the document says how many took part', () => {
  expect(documentOf('none').markdown).toMatch(/Responders\s*\| 3 people/);
});
