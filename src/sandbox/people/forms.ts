import { validateView } from '../block-kit/view.ts';
import { asJson, asList, asText, type Json } from '../json.ts';
import { closeView, openViewOf, pushView, updateView, type View } from '../views.ts';
import type { User } from '../workspace.ts';
import { failureOf, interaction, type Stage } from './dispatch.ts';
import { type Filled, stateOf } from './inputs.ts';

/** What the app answered to a form; `failed`, if Slack could not show it. */
export type Submitted = {
  readonly response_action?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: View;
  readonly failed?: string;
};

/** Fills a form in (by block_id, action_id or label) and sends it off. */
export const submit = async (
  { world, deliveries }: Stage,
  user: User,
  shown: View,
  filled: Readonly<Record<string, Filled>>,
): Promise<Submitted> => {
  const view = openViewOf(world, user.id, shown.id);
  if (!view) throw new Error(`${user.name} has no such form open`);
  const outcome = await deliveries.ask('interactive', {
    ...interaction(world, user, 'view_submission'),
    trigger_id: world.triggers.issue(user.id),
    view: { ...view, state: stateOf(view.blocks, filled) },
    response_urls: [],
  });
  const failed = failureOf(outcome);
  if (failed || !outcome.ok) return { failed: failed ?? 'dispatch_failed' };
  return obey({ world, deliveries }, user, view, asJson(outcome.answer));
};

export const dismiss = async ({ world, deliveries }: Stage, user: User, shown: View): Promise<void> => {
  const view = openViewOf(world, user.id, shown.id);
  if (!view) throw new Error(`${user.name} has no such form open`);
  closeView(world, user.id, view.id);
  if (view.notify_on_close !== true) return;
  await deliveries.ask('interactive', { ...interaction(world, user, 'view_closed'), view, is_cleared: false });
};

const obey = ({ world }: Stage, user: User, view: View, answer: Json): Submitted => {
  const response_action = asText(answer.response_action);
  if (response_action === '') {
    closeView(world, user.id, view.id);
    return {};
  }
  if (response_action === 'clear') {
    world.views.stacks.delete(user.id);
    return { response_action };
  }
  if (response_action === 'errors') return wrong(view, asJson(answer.errors));
  const next = asJson(answer.view);
  const messages = validateView(next);
  if (messages.length > 0) return { failed: `Slack cannot show the view: ${messages.join('; ')}` };
  if (response_action === 'push') return { response_action, view: pushView(world, user.id, next) };
  if (response_action === 'update') return { response_action, view: updateView(world, view.id, '', next, '') };
  return { failed: `Slack does not know response_action ${response_action}` };
};

const wrong = (view: View, errors: Json): Submitted => {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const stray = Object.keys(errors).filter((id) => !inputs.includes(id));
  if (stray.length > 0 || asList([errors]).length === 0 || Object.keys(errors).length === 0)
    return { failed: `errors must name input blocks, not ${stray.join(', ')}` };
  const told = Object.fromEntries(Object.entries(errors).map(([id, words]) => [id, asText(words)]));
  return { response_action: 'errors', errors: told };
};
