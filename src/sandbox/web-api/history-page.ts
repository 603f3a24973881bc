import { asText, type Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import type { Message } from '../workspace.ts';
import { isSet } from './method.ts';

/** A page between `oldest` and `latest`; the cursor is the last ts given, so that news does not shift it. */
export const slice = (messages: readonly Message[], args: Json, isBeyond: (ts: string, cursor: string) => boolean) => {
  const limit = Math.min(args.limit === undefined ? 100 : Number(args.limit), 999);
  const from = bound(args.oldest, 'invalid_ts_oldest', 0);
  const to = bound(args.latest, 'invalid_ts_latest', Number.POSITIVE_INFINITY);
  const inclusive = isSet(args.inclusive);
  const cursor = args.cursor ? readCursor(asText(args.cursor)) : undefined;
  const within = messages
    .filter(({ ts }) => (Number(ts) > from && Number(ts) < to) || (inclusive && [from, to].includes(Number(ts))))
    .filter(({ ts }) => cursor === undefined || isBeyond(ts, cursor));
  const items = within.slice(0, limit);
  const last = items.at(-1);
  const more = within.length > items.length && last;
  return { items, next_cursor: more ? Buffer.from(`next_ts:${last.ts}`).toString('base64') : '' };
};

const bound = (value: unknown, error: string, otherwise: number): number => {
  if (value === undefined || value === '') return otherwise;
  return Number.isFinite(Number(value)) ? Number(value) : fail(error);
};

const readCursor = (cursor: string): string =>
  /^next_ts:(\d+\.\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? fail('invalid_cursor');
