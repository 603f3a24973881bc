import type { App, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { veiled, withoutCredentials } from '../../credentials/find.ts';
import { formAbout } from '../blocks/forms/about.ts';
import { toldView } from '../blocks/forms/told.ts';
import type { Desk } from '../desk.ts';
import { askerAt } from './asker.ts';
import { FieldRefusal } from './forms/filled.ts';
import { forms } from './forms/submit.ts';
import { inTime } from './in-time.ts';
import { placed } from './open-form.ts';
import type { Submission } from './request.ts';
import { respond } from './respond.ts';
import type { Rooms } from './rooms.ts';

export const listenToForms = (app: App, desk: Desk, rooms: Rooms): void => {
  for (const form of Object.keys(forms))
    app.view<ViewSubmitAction>(form, async ({ body, view, ack }) => {
      const about = formAbout.parse(JSON.parse(view.private_metadata || '{}'));
      const submission: Submission = { type: 'submit', form, about, values: valuesOf(view) };
      const asker = askerAt(desk, {
        team: body.team?.id ?? body.user.team_id ?? '',
        channel: about.channel ?? '',
        user: body.user.id,
        at: +desk.now(),
        trigger: `view:${view.id}:${view.hash}`,
        source: 'form',
        responseUrl: about.responseUrl,
      });
      try {
        const answer = await inTime(desk, submission, asker);
        if (answer.form) return await ack({ response_action: 'update', view: placed(answer.form, about) });
        if (!about.responseUrl) return await ack({ response_action: 'update', view: toldView(veiled(answer)) });
        await ack();
        await respond(desk, about.responseUrl, answer);
        if (answer.opened) await rooms(answer.opened, about.responseUrl);
      } catch (error) {
        if (!(error instanceof FieldRefusal)) throw error;
        await ack({ response_action: 'errors', errors: { [error.field]: withoutCredentials(error.message) } });
      }
    });
};

const fieldState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
});

/** What is in each field of a form, whatever sort of field it is. */
const valuesOf = ({ state: { values } }: ViewOutput): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([field, inputs]) => {
      const one = fieldState.parse(Object.values(inputs)[0] ?? {});
      const several = [one.selected_option, ...(one.selected_options ?? [])].map((option) => option?.value);
      const filled = [one.value, one.selected_user, one.selected_date, ...several].filter(
        (text) => typeof text === 'string',
      );
      return [field, filled];
    }),
  );
