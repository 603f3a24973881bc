import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { MessageKey } from '../incident/entry.ts';
import { atPresent } from '../incident/home.ts';
import type { Incident } from '../incident/incident.ts';
import { clockLabel } from '../incident/zone.ts';
import type { Outcome } from '../logbook.ts';
import type { Background } from './background.ts';
import { actions, button } from './blocks/button.ts';
import { sections } from './blocks/lines.ts';
import type { Mark } from './listeners/events/heard.ts';
import { instantOf } from './listeners/events/heard.ts';
import { refusalText } from './refusal-text.ts';

const keptBy = z.object({ asker: z.object({ user: z.string(), channel: z.string() }).optional() });

type Place = { readonly channel: string; readonly thread?: string };

/** What one person alone is told. The record does not depend on it. */
export const createWhispers = (
  client: WebClient,
  background: Background,
  permalink: (message: MessageKey) => string,
) => {
  const whisper = (user: string, { channel, thread }: Place, text: string, blocks?: readonly KnownBlock[]): void =>
    background('whisper', () =>
      client.chat.postEphemeral({
        channel,
        user,
        text,
        ...(thread && { thread_ts: thread }),
        ...(blocks && { blocks: [...blocks] }),
      }),
    );

  return {
    whisper,
    /** What became of a mark: its number, for somebody's first marks in an incident; or why nothing was captured. */
    receipt: (incident: Incident, { key, by, set }: Mark, outcome: Outcome): void => {
      const here = atPresent(incident, key);
      if (outcome.type === 'refused')
        return whisper(by.id, here, `That message was not captured. ${refusalText(outcome.refusal.message)}`);
      if (outcome.type !== 'written' || !set || marksOf(incident, by.id) > FIRST_MARKS) return;
      const entry = outcome.news.find(({ kind }) => kind === 'marked');
      if (entry?.kind !== 'marked') return;
      const number = numberOf(incident, entry.seq);
      const { kind, message } = entry.data;
      const place = { channel: here.channel, ...(message?.thread && { thread: message.thread }) };
      whisper(by.id, place, `#${number} ${kind}, ${clockLabel(entry.at, incident.zone)}`);
    },
    unsaved: (user: string, key: MessageKey): void =>
      whisper(user, key, 'Your mark is not saved yet: the database cannot be written. Debrief tries again.'),
    gaveUp: (user: string, key: MessageKey): void =>
      whisper(
        user,
        key,
        'Your mark was not captured: Slack does not give Debrief that message. Copy its words into a note.',
      ),
    /** A request that was kept, and could not be carried out at last. */
    gone: (body: string): void => {
      const { asker } = keptBy.parse(JSON.parse(body));
      if (asker?.channel)
        whisper(
          asker.user,
          { channel: asker.channel },
          "What you asked for was kept, and could not be saved after five tries. Please do it again; the operator's log says why.",
        );
    },
    /** The only one that all of a channel hear. */
    failed: (channel: string): void =>
      background('word in the channel', () =>
        client.chat.postMessage({
          channel,
          text: "Debrief could not take up one event of this channel. It is kept, and the operator's log says why.",
        }),
      ),
    /** A reaction alone makes no task. */
    offerTask: (user: string, key: MessageKey): void => {
      const text = 'Make a task of that message?';
      whisper(user, key, text, [
        { type: 'section', text: { type: 'plain_text', text } },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: taskFromMessage,
              text: { type: 'plain_text', text: 'Add the task' },
              value: `${key.channel}:${key.ts}`,
            },
          ],
        },
      ]);
    },
    /** The same of all that was marked so while we did not listen. A button each: pressing one leaves the others. */
    offerTasks: (user: string, { zone }: Pick<Incident, 'zone'>, keys: readonly MessageKey[]): void => {
      const [only, ...others] = keys;
      if (!only) return;
      const isOne = others.length === 0;
      const when = (key: MessageKey): string => clockLabel(instantOf(key.ts), zone);
      const nth = (i: number): string => (isOne ? '' : ` of message ${i + 1}`);
      const links = keys
        .slice(0, OFFERED)
        .map((key, i) => `${isOne ? '' : `${i + 1}: `}<${permalink(key)}|the message of ${when(key)}>`);
      const more = keys.length > OFFERED ? `, and ${keys.length - OFFERED} more` : '';
      const [what, ask] = isOne
        ? ['a message', 'Make a task of it?']
        : [`${keys.length} messages`, 'Make tasks of them?'];
      const text = `You marked ${what} for a task while Debrief was not listening. ${ask}`;
      const buttons = keys
        .slice(0, OFFERED)
        .map((key, i) =>
          button(`${taskFromMessage}:${i}`, `Add the task${nth(i)}`, `${key.channel}:${key.ts}:${keys.length}`),
        );
      whisper(user, only, text, [...sections(`${text}\n${links.join(', ')}${more}`), ...actions(buttons)]);
    },
  };
};

export type Whispers = ReturnType<typeof createWhispers>;

export const taskFromMessage = 'task_from_message';

const FIRST_MARKS = 3;
const OFFERED = 10;

/** The number under which a mark is told: its message may have been marked before. */
const numberOf = ({ moments }: Incident, seq: number): number | undefined =>
  moments.findLast(({ standing }) => standing.some((each) => each.entry.seq === seq))?.number;

const marksOf = (incident: Incident, person: string): number =>
  incident.moments.flatMap(({ standing }) => standing).filter((each) => each.person === person).length;
