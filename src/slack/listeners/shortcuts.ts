import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { withoutCredentials } from '../../credentials/find.ts';
import { atHome } from '../../incident/home.ts';
import { Refusal, refuse } from '../../incident/refusal.ts';
import { markForm, timeOf } from '../blocks/forms/mark.ts';
import { startForm } from '../blocks/forms/start.ts';
import { toldView } from '../blocks/forms/told.ts';
import type { Desk } from '../desk.ts';
import { parseMessage } from '../text/message.ts';
import { openForm } from './open-form.ts';
import { zoneOf } from './opening.ts';
import { canSeeHere, isOutsider, lookerAt } from './sight.ts';

/** Shortcuts from Slack's menus: each opens a form. */
export const listenToShortcuts = (app: App, desk: Desk): void => {
  app.shortcut('add_to_timeline', async ({ shortcut, ack }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const { trigger_id, channel, response_url, message_ts: ts, message, user, team } = shortcut;
    const form = await told(async () => {
      const head = await desk.logbook.head({ channel: channel.id });
      if (!head || !canSeeHere({ ...lookerAt(desk, user.id, team?.id), isIn: true }, head))
        return refuse("This channel is not an incident's, so its messages are on no timeline.");
      const text = withoutCredentials(parseMessage(message, desk.people.names).text);
      const incident = await desk.logbook.read(head.id);
      return markForm(incident, { key: atHome(incident, { channel: channel.id, ts }), at: timeOf(ts), text });
    });
    const instead = `Add a reaction to the message, or type \`${desk.config.command} note …\`.`;
    await openForm(desk, form, instead, { trigger: trigger_id, channel: channel.id, responseUrl: response_url });
  });

  app.shortcut('start_incident', async ({ shortcut, ack }) => {
    await ack();
    const { trigger_id, user } = shortcut;
    const form = await told(async () => {
      if (isOutsider(desk, user.id, shortcut.team?.id))
        return refuse('Guests and people of other companies cannot open an incident.');
      const severities = desk.config.severities.map(({ name }) => name);
      return startForm(severities, { zone: zoneOf(desk, user.id), private: false, test: false });
    });
    await openForm(desk, form, '', { trigger: trigger_id, channel: '' });
  });
};

/** A "no" is shown where the form would be. */
const told = async (make: () => Promise<ModalView>): Promise<ModalView> => {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Refusal) return toldView({ text: error.message });
    throw error;
  }
};
