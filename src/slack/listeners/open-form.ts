import type { ModalView } from '@slack/types';
import { factsOf } from '../../log.ts';
import { type FormAbout, formAbout } from '../blocks/forms/about.ts';
import type { Desk } from '../desk.ts';
import { respond } from './respond.ts';

type Opener = { readonly trigger: string; readonly channel: string; readonly responseUrl?: string };

/** A form that cannot be opened (Slack gives three seconds) is no dead end: the person is told what to type instead. */
export const openForm = async (desk: Desk, form: ModalView, instead: string, opener: Opener): Promise<void> => {
  const { trigger, responseUrl } = opener;
  try {
    await desk.client.views.open({ trigger_id: trigger, view: placed(form, opener) });
  } catch (error) {
    desk.log.warn(factsOf(error), 'A form could not be opened.');
    const text = `Slack did not open the form, and nothing was saved. ${instead}`;
    if (responseUrl) await respond(desk, responseUrl, { text });
  }
};

/** A form that knows where it was opened, and how to answer there. */
export const placed = (
  form: ModalView,
  { channel, responseUrl }: Pick<FormAbout, 'channel' | 'responseUrl'>,
): ModalView => {
  const about = formAbout.parse(JSON.parse(form.private_metadata ?? '{}'));
  return { ...form, private_metadata: JSON.stringify({ ...about, channel, responseUrl }) };
};
