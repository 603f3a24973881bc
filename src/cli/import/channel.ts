import type { Archive, ArchivedChannel } from '../../archive/archive.ts';
import { type Draft, debrief } from '../../incident/entry.ts';
import { open } from '../../incident/lifecycle.ts';
import { plain } from '../../incident/words.ts';
import type { Hand, Logbook, Stroke } from '../../logbook.ts';
import { type ReadMessage, readMessage, strokesOf } from '../../slack/history/strokes.ts';
import { type Context, instantOf } from '../../slack/listeners/events/heard.ts';

type Needs = {
  readonly archive: Archive;
  readonly logbook: Logbook;
  readonly context: Context;
  readonly zone: string;
  /** Else the channel's name. */
  readonly title?: string;
};

/** What became of a channel: how many of its messages were new to the log, and how many of these are on the timeline. */
export type Imported = { readonly number: number; readonly taken: number; readonly marked: number };

const AT_ONCE = 200;
const hand: Hand = { recorder: debrief, source: { type: 'import' } };

/**
 * Makes a channel of an archive an incident that is over, with every message at its own time. What the log has of the channel
 * already is left alone, so it may be done twice. A channel of which no words are left is no incident.
 */
export const importChannel = async (needs: Needs, channel: ArchivedChannel): Promise<Imported | Empty> => {
  const span = await spanOf(needs, channel);
  if (!span) return 'silent';
  const known = await needs.logbook.head({ channel: channel.id });
  if (!known && !span.isSaid) return 'deleted';
  const { id, number } = known ?? (await begin(needs, channel, span));
  // Its channel may have another id by now than when it was recorded.
  const within = { ...needs, context: { ...needs.context, moved: await needs.logbook.read(id) } };
  let [taken, marked] = [0, 0];
  for await (const messages of needs.archive.messages(channel)) {
    const strokes = messages.flatMap(readable).map((message) => strokesIn(within, channel, message));
    for (let i = 0; i < strokes.length; i += AT_ONCE) {
      const { outcomes } = await needs.logbook.recordAll(id, strokes.slice(i, i + AT_ONCE).flat());
      const kinds = outcomes
        .flatMap((outcome) => (outcome.type === 'written' ? outcome.news : []))
        .map(({ kind }) => kind);
      taken += kinds.filter((kind) => kind === 'message.worded').length;
      marked += kinds.filter((kind) => kind === 'marked').length;
    }
  }
  return { number, taken, marked };
};

/** Nobody said anything there, or all that was said was deleted. */
type Empty = 'silent' | 'deleted';

/** `isSaid`: some of it is there still. */
type Span = { readonly first: ReadMessage; readonly last: ReadMessage; readonly isSaid: boolean };

/** From the first message to the last. */
const spanOf = async (needs: Needs, channel: ArchivedChannel): Promise<Span | undefined> => {
  let span: Span | undefined;
  for await (const messages of needs.archive.messages(channel))
    for (const message of messages.flatMap(readable)) {
      if (strokesIn(needs, channel, message).length === 0) continue;
      span = {
        first: span && span.first.ts < message.ts ? span.first : message,
        last: span && span.last.ts > message.ts ? span.last : message,
        isSaid: span?.isSaid === true || message.subtype !== 'tombstone',
      };
    }
  return span;
};

/** What Slack wrote that is no message is nothing to us. */
const readable = (message: unknown): ReadMessage[] => {
  const { data } = readMessage.safeParse(message);
  return data ? [data] : [];
};

/** An archive does not tell when a reaction was set: it stands for the last time that anything is known of its message. */
const strokesIn = ({ context }: Needs, { id, pins }: ArchivedChannel, message: ReadMessage): Stroke[] => {
  const asked = instantOf([message.ts, message.edited?.ts ?? '', message.latest_reply ?? ''].toSorted().at(-1) ?? '');
  const pin = pins.get(message.ts);
  const strokes = strokesOf(id, message, { ...context, asked }, pin && { by: pin.by, at: new Date(pin.at * 1000) });
  return strokes.map((stroke) => ({ ...stroke, hand: { ...stroke.hand, source: hand.source } }));
};

const origin = 'Imported from an archive of Slack: its last message is taken as the end.';

/** Opened, adopted and over in one act: a bot that is running must not take it for an incident of today. */
const begin = async ({ logbook, context, zone, title }: Needs, channel: ArchivedChannel, { first, last }: Span) => {
  const { id, name } = channel;
  const opener = channel.creator ?? first.user;
  const opening = { team: context.self.team, title: title ?? name, zone, private: channel.private, test: false };
  const { incident } = await logbook.open(context.self.team, hand, (number): Draft[] => [
    {
      ...open({ ...opening, number, imported: true }),
      at: instantOf(first.ts),
      author: opener === undefined ? debrief : context.people.person(opener),
    },
    { kind: 'channel.adopted', data: { channel: id, name } },
    { kind: 'incident.resolved', data: {}, at: instantOf(last.ts) },
    { kind: 'marked', data: { kind: 'note', words: plain(origin) }, at: instantOf(last.ts) },
  ]);
  return incident;
};
