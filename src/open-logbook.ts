import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { findCredentials } from './credentials/find.ts';
import { createLogbook, type Logbook, type Store } from './logbook.ts';

type Outside = { readonly now: () => Date; readonly onError: (error: unknown) => void };

/** The logbook as it is written to in earnest: by the bot, and by the command line. */
export const openLogbook = (store: Store, { now, onError }: Outside): Logbook =>
  createLogbook(store, {
    now,
    onError,
    findCredentials,
    freshId: () => ulid(),
    freshSalt: () => randomBytes(16).toString('hex'),
  });
