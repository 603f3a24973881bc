import type { Config } from '../../../config.ts';
import type { MessageKey, MomentKind, Person } from '../../../incident/entry.ts';
import { homeOf, presentOf } from '../../../incident/home.ts';
import type { Incident } from '../../../incident/incident.ts';
import type { Stroke } from '../../../logbook.ts';
import type { Self } from '../../desk.ts';
import type { People } from '../../people.ts';

/** A mark that somebody set or took away: its author is told what became of it. */
export type Mark = { readonly key: MessageKey; readonly by: Person; readonly kind: MomentKind; readonly set: boolean };

/** What an event means to us. */
export type Heard =
  | { readonly type: 'nothing' }
  /** For another workspace, or another app. */
  | { readonly type: 'foreign' }
  /** Something for the log of the channel's incident. */
  | { readonly type: 'stroke'; readonly stroke: Stroke; readonly mark?: Mark }
  /** Asks for a task: that takes a button. */
  | { readonly type: 'task'; readonly key: MessageKey; readonly by: Person }
  | { readonly type: 'joined' | 'left'; readonly channel: string; readonly user: string }
  | { readonly type: 'person'; readonly user: unknown }
  /** The channel has another id. */
  | { readonly type: 'moved'; readonly from: string; readonly to: string }
  | { readonly type: 'thrown out'; readonly why: string };

export const nothing: Heard = { type: 'nothing' };

/** All that is needed to understand an event without asking anybody. */
export type Context = {
  readonly self: Self;
  /** Our app's id, as the event names it. */
  readonly app: string;
  readonly people: Pick<People, 'person' | 'row' | 'names'>;
  readonly config: Pick<Config, 'capture' | 'deleted' | 'reactions'>;
  /** The incident, if its channel was ever given another id. */
  readonly moved?: Incident;
};

export type Hear<E> = (event: E, context: Context) => Heard;

/** A message as the log names it, by its address in Slack. */
export const keyAt = ({ moved }: Pick<Context, 'moved'>, channel: string, ts: string): MessageKey => ({
  channel: moved ? homeOf(moved, channel) : channel,
  ts,
});

/** Where Slack has it now. */
export const presentAt = ({ moved }: Pick<Context, 'moved'>, channel: string): string =>
  moved ? presentOf(moved, channel) : channel;

/** Slack's `ts`, an instant in seconds with a fraction that makes it unique. */
export const instantOf = (ts: string): Date => new Date(Math.floor(Number(ts) * 1000));
