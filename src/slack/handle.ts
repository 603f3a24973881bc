import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Incident } from '../incident/incident.ts';
import type { Log } from '../log.ts';
import type { Logbook, Outcome, Stroke } from '../logbook.ts';
import type { Meta, Self } from './desk.ts';
import { eventDescribed } from './files/describe.ts';
import type { History } from './history/history.ts';
import type { InboxRow } from './inbox.ts';
import type { Intent } from './intents.ts';
import type { Heard } from './listeners/events/heard.ts';
import { hear, peopleIn } from './listeners/events.ts';
import { followMove, roomOf } from './moves.ts';
import { isChannelMissing } from './parked.ts';
import type { People } from './people.ts';
import type { ShownTable } from './surfaces/shown.ts';
import type { TaskOffers } from './task-offers.ts';
import type { Whispers } from './whispers.ts';
import type { Verdict } from './worker.ts';

type Needs = {
  readonly logbook: Logbook;
  readonly people: People;
  readonly config: Config;
  readonly meta: Meta;
  readonly shown: ShownTable;
  readonly client: WebClient;
  readonly log: Log;
  readonly whispers: Whispers;
  readonly taskOffers: Pick<TaskOffers, 'heard'>;
  /** Resolves when it is known who we are; without that our own posts cannot be told from others'. */
  readonly self: Promise<Self>;
  readonly recordingNotice: () => string;
  readonly history: Pick<History, 'joined' | 'left'>;
  readonly carryOut: (intent: Intent) => Promise<void>;
};

/** Turns what was kept into what is on the record: the waiting events of a channel are one decision and one append. */
export const createHandle =
  (needs: Needs) =>
  async (rows: readonly InboxRow[]): Promise<readonly Verdict[]> => {
    const [first] = rows;
    if (!first) return [];
    if (first.kind !== 'event') return Promise.all(rows.map((row) => carryOut(needs, row)));
    return first.channel === null ? ofWorkspace(needs, rows) : ofChannel(needs, first.channel, rows);
  };

const done: Verdict = { type: 'done' };

const carryOut = async ({ carryOut: carry }: Needs, { key, kind, channel, body }: InboxRow): Promise<Verdict> => {
  if (kind !== 'event') await carry({ key, kind, channel, body: JSON.parse(body) });
  return done;
};

const ofWorkspace = async (needs: Needs, rows: readonly InboxRow[]): Promise<readonly Verdict[]> => {
  const self = await needs.self;
  for (const row of rows) {
    const heard = hear(row.body, { ...needs, self });
    if (heard.type === 'person') await needs.people.heard(heard.user);
    if (heard.type === 'moved') await followMove(needs, heard);
    if (heard.type === 'foreign') tellForeign(needs);
    if (heard.type === 'thrown out')
      needs.log.error({}, `Slack does not let Debrief in any more: ${heard.why}. Install the app again.`);
  }
  return rows.map(() => done);
};

/** Whoever mixes up the tokens of two apps would else look at a bot that hears nothing. */
const tellForeign = ({ log }: Needs): void => {
  if (warned.has(log)) return;
  warned.add(log);
  log.warn(
    {},
    'Events for another workspace or app are not recorded: SLACK_BOT_TOKEN and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET must be of one app.',
  );
};
const warned = new WeakSet<Log>();

const ofChannel = async (needs: Needs, channel: string, rows: readonly InboxRow[]): Promise<readonly Verdict[]> => {
  const { logbook, people, client } = needs;
  const room = await roomOf(needs, channel);
  if (!room)
    return (await isChannelMissing(logbook))
      ? rows.map(() => ({ type: 'parked', awaits: `channel:${channel}` }))
      : rows.map(() => done);
  const { head, moved } = room;
  const self = await needs.self;
  await people.learn(
    client,
    rows.flatMap(({ body }) => peopleIn(body)),
  );
  const bodies = await Promise.all(rows.map(({ body }) => eventDescribed(client, body)));
  const heard = bodies.map((body) => hear(body, { ...needs, self, ...(moved && { moved }) }));
  const strokes = heard.flatMap((each, i) => strokeOf(each, rows[i]));
  const { incident, outcomes } =
    strokes.length > 0
      ? await logbook.recordAll(head.id, strokes)
      : { incident: await logbook.read(head.id), outcomes: [] };
  const outcomeOf = new Map(strokes.map(({ handles }, i) => [handles, outcomes[i]]));
  const worded = new Set(outcomes.flatMap(wordedIn));
  return Promise.all(
    heard.map(async (each, i) => {
      const outcome = outcomeOf.get(rows[i]?.id);
      if (each.type !== 'stroke') return beside(needs, each, self, incident);
      if (!outcome) return done;
      if (outcome.type === 'absent') {
        const awaits = outcome.absence.message;
        return worded.has(awaits) ? { type: 'again' } : { type: 'parked', awaits };
      }
      if (each.mark) needs.whispers.receipt(incident, each.mark, outcome);
      return { type: 'committed' };
    }),
  );
};

const strokeOf = (heard: Heard, row: InboxRow | undefined): Stroke[] =>
  heard.type === 'stroke' && row ? [{ ...heard.stroke, handles: row.id }] : [];

const wordedIn = (outcome: Outcome): string[] =>
  outcome.type !== 'written'
    ? []
    : outcome.news.flatMap((entry) =>
        entry.kind === 'message.worded' ? [`message:${entry.data.message.channel}:${entry.data.message.ts}`] : [],
      );

/** What an event means beside the log. */
const beside = async (needs: Needs, heard: Heard, self: Self, incident: Incident): Promise<Verdict> => {
  const { people, whispers, recordingNotice, history } = needs;
  if (heard.type === 'joined' && heard.user === self.user) history.joined(heard.channel);
  if (heard.type === 'left' && heard.user === self.user) history.left(heard.channel);
  if (heard.type === 'joined') {
    await people.join(heard.channel, heard.user);
    const isPerson = heard.user !== self.user && people.row(heard.user)?.bot !== true;
    if (isPerson) whispers.whisper(heard.user, heard, recordingNotice());
  }
  if (heard.type === 'left') await people.leave(heard.channel, heard.user);
  if (heard.type === 'left' && heard.user === self.user) people.doubt(heard.channel);
  if (heard.type === 'foreign') tellForeign(needs);
  if (heard.type === 'task') await needs.taskOffers.heard(heard.by.id, incident, heard.key);
  return done;
};
