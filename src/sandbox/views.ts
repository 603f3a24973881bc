import { filledIn, spelledOut } from './filled-in.ts';
import { asList, type Json } from './json.ts';
import { SlackError } from './slack-error.ts';
import { seconds, type World } from './world.ts';

/** A view as it travels on the wire; `id`, `hash` and the ids of its stack are always there. */
export type View = Json & {
  readonly id: string;
  readonly type: string;
  readonly hash: string;
  readonly blocks: Json[];
};

/** What each person has open: a stack of at most three modals, and the app's Home tab. */
export type Views = {
  readonly stacks: Map<string, View[]>;
  readonly homes: Map<string, View>;
};

export const createViews = (): Views => ({ stacks: new Map(), homes: new Map() });

export const openView = (world: World, user: string, given: Json): View => {
  const view = fresh(world, given, {});
  world.views.stacks.set(user, [view]);
  return view;
};

export const pushView = (world: World, user: string, given: Json): View => {
  const stack = world.views.stacks.get(user) ?? [];
  if (stack.length === 0) throw new SlackError('not_found');
  if (stack.length >= 3) throw new SlackError('push_limit_reached');
  const view = fresh(world, given, { previous_view_id: stack.at(-1)?.id, root_view_id: stack[0]?.id });
  world.views.stacks.set(user, [...stack, view]);
  return view;
};

export const publishHome = (world: World, user: string, given: Json, hash: string): View => {
  const old = world.views.homes.get(user);
  if (hash !== '' && old && old.hash !== hash) throw new SlackError('hash_conflict');
  const view = fresh(world, given, old ? { id: old.id, root_view_id: old.id } : {});
  world.views.homes.set(user, view);
  return view;
};

/** Replaces an open view in its place, found by its id or the app's own external id. */
export const updateView = (world: World, id: string, external: string, given: Json, hash: string): View => {
  for (const [user, stack] of world.views.stacks) {
    const old = stack.find((view) => view.id === id || (external !== '' && view.external_id === external));
    if (!old) continue;
    if (hash !== '' && old.hash !== hash) throw new SlackError('hash_conflict');
    const { previous_view_id, root_view_id } = old;
    const view = fresh(
      world,
      { external_id: old.external_id, ...given },
      { id: old.id, previous_view_id, root_view_id },
    );
    world.views.stacks.set(
      user,
      stack.map((other) => (other.id === old.id ? view : other)),
    );
    return view;
  }
  throw new SlackError('not_found');
};

/** Whose view it is, if it is open. */
export const openViewOf = (world: World, user: string, id: string): View | undefined =>
  world.views.stacks.get(user)?.find((view) => view.id === id);

export const closeView = (world: World, user: string, id: string): void => {
  const stack = world.views.stacks.get(user) ?? [];
  world.views.stacks.set(
    user,
    stack.filter((view) => view.id !== id),
  );
};

const fresh = (world: World, given: Json, place: Json): View => {
  const id = world.ids.next('V');
  const title = (text: string) => ({ type: 'plain_text', text, emoji: true });
  const isModal = given.type === 'modal';
  const view = {
    id,
    team_id: world.team.id,
    type: String(given.type),
    private_metadata: '',
    callback_id: '',
    state: { values: {} },
    title: title('View Title'),
    clear_on_close: false,
    notify_on_close: false,
    close: isModal ? title('Cancel') : null,
    submit: null,
    previous_view_id: null,
    root_view_id: id,
    app_id: world.app.appId,
    external_id: '',
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
    ...spelledOut(given),
    blocks: filledIn(world, asList(given.blocks)),
    hash: `${seconds(world)}.${world.ids.next('').slice(0, 8)}`,
    ...place,
  };
  return view;
};
