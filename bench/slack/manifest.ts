import { readFileSync } from 'node:fs';

const manifest = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');

/** The items under a key of the manifest: what the app may do is what it asks for. */
export const manifestList = (key: string): string[] =>
  (new RegExp(`^ +${key}:\\n((?: +- .*\\n)+)`, 'm').exec(manifest)?.[1] ?? '')
    .split('\n')
    .flatMap((line) => /- (.+)/.exec(line)?.[1] ?? []);
