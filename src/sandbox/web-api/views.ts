import { validateView } from '../block-kit/view.ts';
import { asText, isJson, type Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import { openView, publishHome, pushView, updateView } from '../views.ts';
import { type Call, type Methods, tier } from './method.ts';

export const views: Methods = {
  'views.open': {
    scopes: [],
    required: ['view', 'trigger_id'],
    perMinute: tier.four,
    run: (call) => {
      const view = given(call, 'modal');
      const user = call.world.triggers.spend(asText(call.args.trigger_id));
      distinct(call, view);
      return { view: openView(call.world, user, view) };
    },
  },
  'views.push': {
    scopes: [],
    required: ['view', 'trigger_id'],
    perMinute: tier.four,
    run: (call) => {
      const view = given(call, 'modal');
      const user = call.world.triggers.spend(asText(call.args.trigger_id));
      distinct(call, view);
      return { view: pushView(call.world, user, view) };
    },
  },
  'views.update': {
    scopes: [],
    required: ['view'],
    perMinute: tier.four,
    run: (call) => {
      const { view_id, external_id, hash } = call.args;
      const view = given(call, 'modal');
      return { view: updateView(call.world, asText(view_id), asText(external_id), view, asText(hash)) };
    },
  },
  'views.publish': {
    scopes: [],
    required: ['user_id', 'view'],
    perMinute: tier.four,
    run: (call) => {
      const { world, args } = call;
      if (!world.features.homeTab) fail('not_enabled');
      if (!world.users.has(asText(args.user_id))) fail('user_not_found');
      return { view: publishHome(world, asText(args.user_id), given(call, 'home'), asText(args.hash)) };
    },
  },
};

/** The view of a call, if Slack would take it. */
const given = ({ args }: Call, type: 'modal' | 'home'): Json => {
  const view = isJson(args.view) ? args.view : fail('invalid_arguments');
  if (JSON.stringify(view).length > 250_000) fail('view_too_large');
  const messages =
    view.type === type ? validateView(view) : [`[ERROR] must be a ${type} view [json-pointer:/view/type]`];
  return messages.length > 0 ? fail('invalid_arguments', { response_metadata: { messages } }) : view;
};

const distinct = ({ world }: Call, { external_id }: Json): void => {
  const open = [...world.views.stacks.values()].flat();
  if (external_id && open.some((view) => view.external_id === external_id)) fail('duplicate_external_id');
};
