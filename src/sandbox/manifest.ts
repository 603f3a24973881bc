/** What the app asked for when it was installed. */
export type Manifest = {
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  /** Empty: any slash command is ours. */
  readonly commands: readonly string[];
  readonly shouldEscape: boolean;
  /** Callback ids; undefined: any. */
  readonly shortcuts?: readonly string[];
};

export type ManifestOptions = {
  scopes?: readonly string[];
  events?: readonly string[];
  command?: string | readonly string[];
  shouldEscape?: boolean;
  shortcuts?: readonly string[];
};

export const readManifest = (options: ManifestOptions = {}): Manifest => ({
  scopes: options.scopes ?? everyScope,
  events: options.events ?? everyEvent,
  commands: [options.command ?? []].flat(),
  shouldEscape: options.shouldEscape ?? true,
  ...(options.shortcuts && { shortcuts: options.shortcuts }),
});

const everyScope = [
  'app_mentions:read',
  'bookmarks:read',
  'bookmarks:write',
  'canvases:read',
  'canvases:write',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'chat:write.public',
  'commands',
  'emoji:read',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
];

const everyEvent = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'channel_created',
  'channel_deleted',
  'channel_id_changed',
  'channel_rename',
  'channel_unarchive',
  'file_shared',
  'group_archive',
  'group_deleted',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'pin_added',
  'pin_removed',
  'reaction_added',
  'reaction_removed',
  'subteam_members_changed',
  'subteam_updated',
  'tokens_revoked',
  'user_change',
];
