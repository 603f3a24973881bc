import type { Draft, Entry, MessageKey, Person, Source } from './incident/entry.ts';
import type { Incident } from './incident/incident.ts';
import type { Absence, Messages } from './incident/message.ts';
import type { Refusal } from './incident/refusal.ts';

/** Looks at an incident (and at the messages, or the log, that it asked for) and says what should be written. Pure: it may be asked twice. */
export type Decision = (incident: Incident, messages: Messages, log: readonly Entry[]) => readonly Draft[];

/** Who puts something on the record, from where, and the line as typed. */
export type Hand = { readonly recorder: Person; readonly source: Source; readonly typed?: string };

/** One thing to be decided and written. `handles` is the inbox row that is done with it. */
export type Stroke = {
  readonly hand: Hand;
  readonly decide: Decision;
  readonly messages?: readonly MessageKey[];
  /** Whether it must see the whole log, or in which case. */
  readonly log?: boolean | ((incident: Incident) => boolean);
  readonly handles?: number;
};

/** What became of a stroke: written (perhaps nothing), refused, or waiting for something absent. */
export type Outcome =
  | { readonly type: 'written'; readonly news: readonly Entry[] }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'absent'; readonly absence: Absence };
