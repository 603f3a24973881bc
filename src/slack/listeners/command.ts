import type { App, SlashCommand } from '@slack/bolt';
import { z } from 'zod';
import type { Desk } from '../desk.ts';
import { type Asker, answerError, answerLine, askOf, createGate } from './answering.ts';
import { show } from './show.ts';
import type { Answer } from './verb.ts';

/** Slack gives three seconds. What has not had its turn by then is kept, and answered later. */
const PATIENCE = 2_000;

export const listenToCommand = (app: App, desk: Desk): void => {
  app.command(desk.config.command, async ({ command, ack, client }) => {
    const answer = await answerInTime(desk, command);
    const { form, ...message } = answer;
    await ack(form ? undefined : show(message));
    if (form) await openForm(desk, client, command.trigger_id, form, command.response_url);
  });
};

type Client = Desk['client'];

/** A form that cannot be opened any more is no dead end: the person is told what to type instead. */
export const openForm = async (
  desk: Desk,
  client: Client,
  trigger: string,
  view: NonNullable<Answer['form']>,
  responseUrl?: string,
): Promise<void> => {
  try {
    await client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    desk.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'A form could not be opened');
    const text = `Slack did not open the form, and nothing was saved. Type it instead: \`${desk.config.command} ${view.callback_id?.replace('_', ' ')} …\``;
    if (responseUrl) await respond(desk, responseUrl, { text });
  }
};

const answerInTime = async (desk: Desk, command: SlashCommand): Promise<Answer> => {
  const gate = createGate();
  const asker = askerOf(command);
  const answer = askOf(desk, asker, command.text, gate)
    .then(answerLine)
    .catch((error) => answerError(desk, error, false, command.text));
  const isLate = Symbol('late');
  const first = await Promise.race([answer, timeout(PATIENCE).then(() => isLate)]);
  // What the race decided is an answer, unless it is the mark of lateness.
  if (first !== isLate) return first as Answer;
  if (!gate.close()) return answer;
  try {
    const body = { line: command.text, asker };
    await desk.intend({ key: `trigger:${command.trigger_id}`, kind: 'command', channel: command.channel_id, body });
    return { text: 'Received and kept: many are writing at once. You are told here when it is on the record.' };
  } catch (error) {
    return answerError(desk, error, false, command.text);
  }
};

const askerOf = (command: SlashCommand): Asker => ({
  team: command.team_id,
  channel: command.channel_id,
  user: command.user_id,
  trigger: command.trigger_id,
  source: 'command',
  responseUrl: command.response_url,
});

/** The shape in which a command is kept. */
export const keptCommand = z.object({
  line: z.string(),
  asker: z.object({
    team: z.string(),
    channel: z.string(),
    user: z.string(),
    trigger: z.string(),
    source: z.literal('command'),
    responseUrl: z.string().optional(),
  }),
});

const timeout = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms).unref());

/** Answers after the acknowledgement, where the person asked. Slack takes five such answers within half an hour. */
export const respond = async (desk: Desk, url: string, answer: Answer, replace = false): Promise<void> => {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...show(answer) });
  const sent = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (!sent?.ok) desk.log.warn({ status: sent?.status }, 'An answer did not reach the person');
};
