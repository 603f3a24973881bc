import type { KnownBlock, ModalView } from '@slack/types';
import type { Draft, Person } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Words } from '../../incident/words.ts';
import type { Decision, Hand, Recorded, Stroke } from '../../logbook.ts';
import type { Format } from '../../postmortem/formats.ts';
import type { Desk } from '../desk.ts';
import type { Adoption } from './adoption.ts';

/** What the person is shown, only they. */
export type Answer = {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[] | undefined;
  /** A form to open; Slack gives three seconds for it. */
  readonly form?: ModalView;
  /** An incident that was just opened: they are told when its channel is there. */
  readonly opened?: string;
  /** It takes the place of the ephemeral message whose button was pressed. */
  readonly replaces?: true;
};

/** One request, with all that is known about it without asking Slack. */
export type Ask = {
  readonly desk: Desk;
  readonly team: string;
  readonly channel: string;
  readonly who: Person;
  /** A guest, or somebody of another company. */
  readonly isOutsider: boolean;
  /** The writer's own zone, if Slack has told it. */
  readonly writerZone?: string;
  /** As typed after the command, with Slack's entities. */
  readonly line: string;
  /** The verb as typed, in lower case. */
  readonly verb: string;
  /** What follows the verb, to the letter. */
  readonly rest: string;
  /** When it was asked, which is before now if it had to wait. */
  readonly now: Date;
  /** The incident of this channel, if it is one. */
  readonly incident?: Incident;
  /** It was named: `INC-7 note …`, perhaps in another channel. */
  readonly addressed?: true;
  readonly words: (text: string) => Words;
  /** Puts it on the record of the incident, as this person's act. */
  readonly record: (incident: string, decide: Decision, asks?: Pick<Stroke, 'messages' | 'log'>) => Promise<Recorded>;
  readonly open: (first: (number: number) => Draft | readonly Draft[]) => Promise<Recorded>;
  /** Whether anything was written for this request. */
  readonly wrote: () => boolean;
  readonly hand: Hand;
  /** Keeps what needs Slack until it is done; it is answered later. */
  readonly intend: (what: Later) => Promise<void>;
  /** An incident that is alike was seen, and another is wanted all the same. */
  readonly anyway?: true;
};

/** What is done after it was acknowledged, because it needs Slack. */
export type Later =
  | { readonly does: 'export'; readonly incident: string; readonly format: Format }
  | ({ readonly does: 'adopt' } & Adoption);

/** An ask in an incident's channel. */
export type IncidentAsk = Ask & { readonly incident: Incident };

type Described = {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** As `help` and the README show it, without the command's own name. */
  readonly usage: string;
  readonly help: string;
  /** It only reads: words after it are asked about. */
  readonly reads?: true;
  /** Guests and people of other companies may say it, in an incident's channel that they are in. */
  readonly outsiders?: true;
};

/** What can be typed after the command. */
export type Verb = Described &
  (
    | { readonly where: 'anywhere'; readonly run: (ask: Ask) => Promise<Answer> }
    | { readonly where: 'incident'; readonly run: (ask: IncidentAsk) => Promise<Answer> }
  );
