import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What the chain is over: everything about an entry but its words, of which it holds a salted digest. */
export type Link = {
  readonly incident: string;
  readonly seq: number;
  readonly kind: string;
  readonly version: number;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly recordedAt: number;
  readonly author: string;
  readonly recorder: string;
  /** JSON as stored. */
  readonly source: string;
  readonly digest: string;
};

export const digestOf = (salt: string, data: string): string =>
  createHash('sha256').update(salt).update(data).digest('hex');

/** The hash of an entry, chained to that of the entry before ('' for the first). */
export const hashOf = (previous: string, link: Link): string => {
  const { incident, seq, kind, version, at, recordedAt, author, recorder, source, digest } = link;
  const text = canonicalize({ incident, seq, kind, version, at, recordedAt, author, recorder, source, digest });
  return createHash('sha256')
    .update(previous)
    .update(text ?? '')
    .digest('hex');
};
