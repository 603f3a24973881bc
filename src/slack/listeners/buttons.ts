import type { App, BlockAction } from '@slack/bolt';
import { z } from 'zod';
import type { Desk } from '../desk.ts';
import { askerAt } from './asker.ts';
import { buttons } from './buttons/press.ts';
import { inTime } from './in-time.ts';
import { openForm } from './open-form.ts';
import { respond } from './respond.ts';
import type { Rooms } from './rooms.ts';

export const listenToButtons = (app: App, desk: Desk, rooms: Rooms): void => {
  for (const button of Object.keys(buttons))
    app.action<BlockAction>(new RegExp(`^${button}(:|$)`), async ({ body, action, ack }) => {
      const asker = askerAt(desk, {
        team: body.team?.id ?? body.user.team_id ?? '',
        channel: body.channel?.id ?? '',
        user: body.user.id,
        at: +desk.now(),
        trigger: body.trigger_id,
        source: 'button',
        responseUrl: body.response_url,
      });
      const answer = await inTime(desk, { type: 'press', button, value: carriedBy(action) }, asker);
      await ack();
      if (answer.form) return openForm(desk, answer.form, answer.text, asker);
      // A message that everybody sees stays what it is: only an answer to one person is replaced.
      const replace = answer.replaces === true && body.container.is_ephemeral === true;
      if (body.response_url) await respond(desk, body.response_url, answer, replace);
      if (answer.opened && body.response_url) await rooms(answer.opened, body.response_url);
    });
};

const pressed = z.object({ value: z.string().optional(), selected_option: z.object({ value: z.string() }).optional() });

const carriedBy = (action: unknown): string => {
  const { value, selected_option } = pressed.parse(action);
  return value ?? selected_option?.value ?? '';
};
