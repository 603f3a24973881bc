import { readFileSync } from 'node:fs';

export const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');

/** The items under a key of the manifest. */
export const manifestList = (key: string): string[] =>
  (new RegExp(`^ +${key}:\\n((?: +- .*\\n)+)`, 'm').exec(manifest)?.[1] ?? '')
    .split('\n')
    .flatMap((line) => /- (.+)/.exec(line)?.[1] ?? []);
