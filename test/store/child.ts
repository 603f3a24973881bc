import { takeLock } from '../../src/store/lock.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { actOf, opening, rowOf } from './acts.ts';

// Another process, for the tests: `child.ts <what> <file> <name>`. It says a line after each thing done.
const [what = '', path = '', name = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const tasks: Record<string, () => Promise<void>> = {
  /** Opens ten incidents. */
  open: async () => {
    const { store, close } = openSqlite(path);
    for (let i = 0; i < 10; i++) await store.open('T1', opening(`${name} ${i}`));
    close();
    say('done');
  },
  /** Writes acts of three entries until it is killed. */
  write: async () => {
    const { store } = openSqlite(path);
    await store.open('T1', opening());
    for (let seq = 2; ; seq += 3) {
      await store.append(actOf([rowOf(seq), rowOf(seq + 1), rowOf(seq + 2)]));
      say(String(seq + 2));
    }
  },
  /** Holds the lock until it is killed. */
  lock: async () => {
    takeLock(path);
    say('locked');
    setInterval(() => {}, 60_000);
  },
};
await tasks[what]?.();
