import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { print } from './print.ts';

const file = new URL('../../manifest.yml', import.meta.url);

export const manifestCommand = (): Command =>
  new Command('manifest')
    .description('prints the manifest from which the Slack app is made (https://api.slack.com/apps)')
    .action(async () => print(await readFile(file, 'utf8')));

/** The scopes that the manifest asks for: the list under `bot:`. */
export const wantedScopes = async (): Promise<string[]> => {
  const list = /^ +bot:\n((?: +- .*\n)+)/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
  return [...list.matchAll(/- (\S+)/g)].map(([, scope = '']) => scope);
};
