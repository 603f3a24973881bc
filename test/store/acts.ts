import type { Act, Head } from '../../src/logbook.ts';
import type { Row } from '../../src/row.ts';

/** An act written by hand: rows of one incident, from a sequence number on. */
export const rowOf = (seq: number, row: Partial<Row> = {}): Row => ({
  incident: 'checkout',
  seq,
  kind: 'marked',
  version: 1,
  at: seq * 1000,
  recordedAt: seq * 1000 + 1,
  author: 'UANA',
  recorder: 'UBEN',
  source: '{"type":"command"}',
  data: `{"n":${seq}}`,
  salt: 'salt',
  digest: 'digest',
  hash: `hash ${seq}`,
  message: null,
  wording: null,
  words: null,
  ...row,
});

export const headOf = (head: Partial<Head> = {}): Head => ({
  id: 'checkout',
  number: 1,
  team: 'T1',
  channel: 'C1',
  title: 'Checkout is down',
  status: 'investigating',
  severity: 'sev1',
  private: false,
  test: false,
  openedAt: 1000,
  resolvedAt: null,
  lastSeq: 1,
  lastHash: 'hash 1',
  ...head,
});

export const actOf = (
  rows: readonly Row[],
  act: Partial<Omit<Act, 'rows' | 'head'>> & { head?: Partial<Head> } = {},
) => {
  const last = rows.at(-1);
  const head = headOf({ ...(last && { id: last.incident, lastSeq: last.seq, lastHash: last.hash }), ...act.head });
  return { handled: [], forgotten: [], destroyed: [], ...act, rows, head } satisfies Act;
};

/** Opens an incident with one entry. */
export const opening =
  (id = 'checkout', head: Partial<Head> = {}) =>
  (number: number): Act =>
    actOf([rowOf(1, { incident: id })], { head: { number, ...head } });
