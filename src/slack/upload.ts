import type { Entry, MessageKey } from '../incident/entry.ts';
import type { Incident } from '../incident/incident.ts';
import { remainsIn } from '../incident/remains.ts';
import { extensions, type Format, formats } from '../postmortem/formats.ts';
import type { Shown } from './surfaces/shown.ts';

/** What was given as a file: the draft after the resolution `#12`, or an export. */
export type What = `draft:file:${number}` | Format;

/** A document that Debrief gave to a channel as a file. */
export type Upload = {
  readonly row: Shown;
  /** Slack's id of the file. */
  readonly id: string;
  readonly what: string;
  /** The last entry that it can hold. */
  readonly upTo: number;
};

export const nameOf = (what: What, id: string): string => `upload:${what}:${id}`;

export const readUpload = (row: Shown): Upload | undefined => {
  const [, what, id] = /^upload:(.+):(\w+)$/.exec(row.name) ?? [];
  return what && id ? { row, id, what, upTo: Number(row.hash) } : undefined;
};

export const fileName = ({ number }: Pick<Incident, 'number'>, what: string): string => {
  const format = formats.find((each) => each === what) ?? 'markdown';
  return `postmortem-inc-${number}.${extensions[format]}`;
};

/** Whether a document may hold an entry: messages that nobody marked are in the full log only. */
export const holds = ({ what, upTo }: Pick<Upload, 'what' | 'upTo'>, { kind, seq }: Entry): boolean =>
  seq <= upTo && (what === 'json' || kind !== 'message.worded');

/** The last entry by which words went that a document may hold; 0: there is none. */
export const lastLoss = ({ lost = 0, lastDeletion = 0 }: Incident): number => Math.max(lost, lastDeletion);

/** The acts that destroyed words since it was written. What went because its time was over may stay where people have put it. */
export const destroyersSince = (log: readonly Entry[], { upTo }: Pick<Upload, 'upTo'>): Entry[] =>
  log.filter((act) => act.seq > upTo && act.kind !== 'words.purged' && (goneBy(act).length > 0 || isForgetting(act)));

/** The messages that lost their words because they were deleted since it was written. */
export const forgottenSince = (log: readonly Entry[], upload: Pick<Upload, 'upTo'>): MessageKey[] =>
  destroyersSince(log, upload).flatMap((act) => (isForgetting(act) ? [act.data.message] : []));

/** Whether words that it holds were destroyed since it was written; `forgotten`: the wordings of deleted messages. */
export const isOutdated = (upload: Upload, log: readonly Entry[], forgotten: readonly number[]): boolean => {
  const acts = destroyersSince(log, upload);
  const gone = new Set(acts.flatMap((act) => remainsIn(act).map(({ seq }) => seq)));
  if (log.some((entry) => gone.has(entry.seq) && holds(upload, entry))) return true;
  const before = new Set(log.filter(({ seq }) => seq <= upload.upTo).flatMap(goneBy));
  const said = [...acts.flatMap(purged), ...forgotten];
  return upload.what === 'json' && said.some((seq) => seq <= upload.upTo && !before.has(seq));
};

type Deletion = Extract<Entry, { kind: 'message.deleted' }>;

const isForgetting = (act: Entry): act is Deletion => act.kind === 'message.deleted' && act.data.forget;

/** The entries that lost their words by it. */
const goneBy = (act: Entry): readonly number[] => [...remainsIn(act).map(({ seq }) => seq), ...purged(act)];

/** Messages of which nothing is left. */
const purged = ({ data }: Entry): readonly number[] => ('seqs' in data ? data.seqs : []);
