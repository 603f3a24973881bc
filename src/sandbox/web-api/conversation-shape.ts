import { isShared } from '../events.ts';
import type { Json } from '../json.ts';
import type { Conversation } from '../workspace.ts';
import type { World } from '../world.ts';

/** A conversation as the Web API describes it. `created` counts seconds, `updated` milliseconds. */
export const shapeOf = (world: World, channel: Conversation): Json => {
  if (channel.kind === 'im') return directShape(world, channel);
  const isPrivate = channel.kind === 'group';
  const shared = isShared(world, channel);
  const canvas = channel.canvasId ? world.canvases.get(channel.canvasId) : undefined;
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    pending_shared: [],
    is_pending_ext_shared: false,
    is_member: channel.members.has(world.app.botUserId),
    last_read: '0000000000.000000',
    context_team_id: world.team.id,
    updated: channel.updated,
    topic: channel.topic,
    purpose: channel.purpose,
    previous_names: channel.previousNames,
    ...(canvas && {
      properties: { canvas: { file_id: canvas.id, is_empty: canvas.markdown === '', quip_thread_id: canvas.id } },
    }),
    priority: 0,
  };
};

const directShape = (world: World, channel: Conversation): Json => ({
  id: channel.id,
  created: channel.created,
  is_archived: false,
  is_im: true,
  is_org_shared: false,
  context_team_id: world.team.id,
  updated: channel.updated,
  user: [...channel.members].find((id) => id !== world.app.botUserId),
  is_user_deleted: false,
  is_open: true,
  priority: 0,
});
