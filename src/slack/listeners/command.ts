import type { App } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { askerAt } from './asker.ts';
import { inTime } from './in-time.ts';
import { openForm } from './open-form.ts';
import type { Rooms } from './rooms.ts';
import { show } from './show.ts';

export const listenToCommand = (app: App, desk: Desk, rooms: Rooms): void => {
  app.command(desk.config.command, async ({ command, ack }) => {
    const asker = askerAt(desk, {
      team: command.team_id,
      channel: command.channel_id,
      user: command.user_id,
      at: +desk.now(),
      trigger: command.trigger_id,
      source: 'command',
      responseUrl: command.response_url,
    });
    const answer = await inTime(desk, { type: 'line', line: command.text }, asker);
    await ack(answer.form ? undefined : show(answer));
    if (answer.form) await openForm(desk, answer.form, answer.text, asker);
    if (answer.opened) await rooms(answer.opened, command.response_url);
  });
};
