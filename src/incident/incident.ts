import type { Entry, Person, Section, Status, TaskType } from './entry.ts';
import { evolve, type Open } from './evolve.ts';
import { markKey } from './mark-key.ts';
import type { Moment } from './moment.ts';
import { remainsIn } from './remains.ts';
import type { Words } from './words.ts';

export { markKey, unmarkKey } from './mark-key.ts';
export { isTold, type Moment, type Move, readingAt, type Standing, versionOf, type Wording } from './moment.ts';

export type Task = {
  readonly number: number;
  /** That of the entry that added it. */
  readonly seq: number;
  readonly words: Words;
  readonly details: readonly Words[];
  readonly owner?: Person;
  /** A day, `YYYY-MM-DD`. */
  readonly due?: string;
  readonly type?: TaskType;
  readonly link?: string;
  readonly done: boolean;
  readonly addedAt: Date;
  readonly by: Person;
};

/** One paragraph of a written section. `id` is the seq of the entry that wrote it. */
export type Paragraph = {
  readonly id: number;
  readonly words: Words;
  readonly details: readonly Words[];
  readonly by: Person;
  readonly at: Date;
};

export type Link = { readonly url: string; readonly words?: Words; readonly by: Person };

export type Incident = {
  readonly id: string;
  readonly seq: number;
  readonly number: number;
  readonly team: string;
  readonly title: string;
  /** `unheard`: nothing is written about it yet. */
  readonly status: Status | 'unheard';
  readonly severity?: string;
  /** Every severity that it had, in order. */
  readonly severities: readonly string[];
  /** An IANA name, or a fixed abbreviation as typed (`PST`). */
  readonly zone: string;
  readonly private: boolean;
  readonly test: boolean;
  /** Taken from an archive: Slack shows nothing of it. */
  readonly imported?: boolean;
  readonly openedAt?: Date;
  readonly openedBy?: Person;
  readonly resolvedAt?: Date;
  readonly channel?: {
    readonly id: string;
    readonly name: string;
    readonly archived: boolean;
    /** Only its members can read it in Slack; the incident may be private before its channel is. */
    readonly private: boolean;
    readonly deleted?: true;
    /** The ids that it had before, oldest first: see `home.ts`. */
    readonly was?: readonly string[];
    /** It was there before the incident. */
    readonly adopted?: true;
    /** What is in it from then on is the incident's, and kept under its id. */
    readonly since?: Date;
  };
  readonly roles: Readonly<Record<string, Person>>;
  /** The told entries: `#n` stands at index n - 1, for ever. */
  readonly moments: readonly Moment[];
  /** Which number a marked message has, by `markKey`. */
  readonly marks: ReadonlyMap<string, number>;
  /** When each mark was last taken away, by `unmarkKey`: the mark may come after its removal. */
  readonly unmarks: ReadonlyMap<string, Date>;
  readonly sections: Readonly<Partial<Record<Section, readonly Paragraph[]>>>;
  readonly links: readonly Link[];
  readonly tasks: readonly Task[];
  readonly lastUpdateAt?: Date;
  /** Who wants all its words kept, and since when. */
  readonly held?: { readonly by: Person; readonly at: Date };
  /** The seq of the last entry that destroyed words of others: what was shown of them is shown anew. */
  readonly lost?: number;
  /** The seq of the last deletion of a message: what was uploaded before may hold its words. */
  readonly lastDeletion?: number;
  /** When its document was declared final. */
  readonly finalAt?: Date;
  readonly document: { readonly state: 'draft' | 'in review' | 'final'; readonly owner?: Person };
};

export const unheardOf = (id: string): Incident => ({
  id,
  seq: 0,
  number: 0,
  team: '',
  title: '',
  status: 'unheard',
  severities: [],
  zone: 'UTC',
  private: false,
  test: false,
  roles: {},
  moments: [],
  marks: new Map(),
  unmarks: new Map(),
  sections: {},
  links: [],
  tasks: [],
  document: { state: 'draft' },
});

/** An incident is nothing but what is written in its log. */
export const fold = (id: string, entries: Iterable<Entry>): Incident => forward(unheardOf(id), entries);

/** The incident after some more entries. What was passed in stays as it was: its collections are copied once, then filled. */
export const forward = (incident: Incident, entries: Iterable<Entry>): Incident => {
  const news = [...entries];
  if (news.every((entry) => isBeside(incident, entry))) return { ...incident, seq: news.at(-1)?.seq ?? incident.seq };
  const next: Open = {
    ...incident,
    moments: [...incident.moments],
    marks: new Map(incident.marks),
    unmarks: new Map(incident.unmarks),
    severities: [...incident.severities],
    tasks: [...incident.tasks],
    links: [...incident.links],
  };
  for (const entry of news) {
    evolve(next, entry);
    if (remainsIn(entry).length > 0 || entry.kind === 'person.erased') next.lost = entry.seq;
    next.seq = entry.seq;
  }
  return next;
};

/** Words of a message that nobody marked only make the log longer: in a long incident nothing is copied for each of them. */
const isBeside = ({ marks }: Incident, { kind, data }: Entry): boolean =>
  kind === 'message.worded' && !marks.has(markKey(data.message, false));

export const isOpen = ({ status }: { readonly status: string }): boolean =>
  status === 'investigating' || status === 'identified' || status === 'monitoring';
