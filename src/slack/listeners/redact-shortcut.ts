import type { App } from '@slack/bolt';
import { refuse } from '../../incident/refusal.ts';
import type { Desk } from '../desk.ts';
import { askerAt, askOf } from './asker.ts';
import { excuse } from './excuse.ts';
import { askToRedact } from './redaction.ts';
import { respond } from './respond.ts';
import type { Answer } from './verb.ts';

/** "Redact" in the menu of any message of an incident's channel, marked or not. The question comes as a message to whoever asks. */
export const listenToRedactShortcut = (app: App, desk: Desk): void => {
  app.shortcut('redact_message', async ({ shortcut, ack, body }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const { trigger_id, channel, user, response_url, message_ts: ts } = shortcut;
    const team = body.team?.id ?? '';
    const told = { team, channel: channel.id, user: user.id, at: +desk.now(), trigger: trigger_id };
    const answer = async (): Promise<Answer> => {
      const ask = await askOf(desk, { ...askerAt(desk, { ...told, source: 'button' }), isIn: true }, '');
      const incident = ask.incident ?? refuse("This channel is not an incident's: Debrief keeps none of its messages.");
      return askToRedact(ask, incident, { type: 'message', channel: channel.id, ts });
    };
    await respond(desk, response_url, await answer().catch((error) => excuse(desk, error, { wrote: false, line: '' })));
  });
};
