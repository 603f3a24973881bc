import type { Incident } from '../../incident/incident.ts';
import { isBot, meaningOf } from '../listeners/events/mark.ts';
import { isOurs, isSlacks } from '../listeners/events/message.ts';
import { parseMessage } from '../text/message.ts';
import { type Reading, type ReadMessage, withoutTone } from './strokes.ts';

/** Who reacted to which message with what asks for a task. */
export type TaskAsk = { readonly ts: string; readonly user: string };

/** Who asks for tasks of these messages, unless there is one with the same words already. */
export const taskAsksIn = (
  { tasks }: Pick<Incident, 'tasks'>,
  messages: readonly ReadMessage[],
  context: Reading,
): TaskAsk[] =>
  messages.flatMap((message) => {
    const { ts, subtype, reactions, text, blocks, attachments } = message;
    const asking = (reactions ?? []).filter(({ name }) => meaningOf(withoutTone(name), context.config) === 'task');
    if (asking.length === 0 || subtype === 'tombstone' || isSlacks(message) || isOurs(message, context)) return [];
    const said = { text: text ?? undefined, blocks: blocks ?? undefined, attachments: attachments ?? undefined };
    const words = parseMessage(said, context.people.names);
    if (tasks.some((task) => task.words.text === words.text)) return [];
    const users = new Set(asking.flatMap(({ users: each }) => each));
    return [...users].filter((user) => !isBot(user, context)).map((user) => ({ ts, user }));
  });
