import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Who may know whom: the pure ones know nothing outside, and edges never know each other. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  incident: [],
  postmortem: ['incident'],
  'turns.ts': [],
  'chain.ts': [],
  'row.ts': ['incident', 'chain.ts'],
  'gather.ts': ['incident', 'row.ts'],
  'stroke.ts': ['incident'],
  'head.ts': ['incident'],
  'draw.ts': ['incident', 'gather.ts', 'stroke.ts'],
  'logbook.ts': ['incident', 'turns.ts', 'row.ts', 'gather.ts', 'draw.ts', 'stroke.ts', 'head.ts', 'remembered.ts'],
  credentials: ['incident'],
  store: ['incident', 'logbook.ts', 'chain.ts', 'row.ts'],
  slack: ['credentials', 'incident', 'postmortem', 'logbook.ts', 'turns.ts', 'config.ts', 'defaults.ts', 'log.ts'],
  sandbox: [],
  archive: [],
  'log.ts': ['credentials'],
  http: ['log.ts'],
};
const libraries: Readonly<Record<string, RegExp>> = {
  incident: /^(zod|date-fns(\/\w+)?|@date-fns\/tz)$/,
  postmortem: /^(zod|date-fns(\/\w+)?|@date-fns\/tz|mdast.*|micromark.*|hast.*|node:crypto)$/,
};

test.each(Object.keys(mayKnow))('%s only knows what lies inside it', (layer) => {
  const files = layer.endsWith('.ts')
    ? [layer]
    : readdirSync(`src/${layer}`, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
        file.endsWith('.ts') ? `${layer}/${file}` : [],
      );
  expect(files.length).toBeGreaterThan(0);
  for (const file of files)
    for (const [, target = ''] of readFileSync(`src/${file}`, 'utf8').matchAll(
      /(?:from |import |import\()'([^']+)'/g,
    )) {
      if (!target.startsWith('.')) expect(target, file).toMatch(libraries[layer] ?? /./);
      else {
        const top = new URL(target, `file:///${file}`).pathname.slice(1).split('/')[0] ?? '';
        expect([layer, ...(mayKnow[layer] ?? [])], `${file} imports ${target}`).toContain(top);
      }
    }
});
