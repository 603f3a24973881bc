/**
 * The fields that payloads captured from Slack by its SDK maintainers have, and the sort of each: what the sandbox
 * sends must have them too. `never` names a field that a reader might expect and that Slack does not send.
 */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'null'
  | 'never'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

const place = { channel: 'text', channel_type: 'text', event_ts: 'text' } as const;
const richText = [
  { type: 'text', block_id: 'text', elements: [{ type: 'text', elements: [{ type: 'text' }] }] },
] as const;
const typed = { type: 'text', user: 'text', text: 'text', ts: 'text', team: 'text', client_msg_id: 'text' } as const;
const system = { type: 'text', subtype: 'text', user: 'text', text: 'text', ts: 'text', ...place } as const;
const reaction = {
  type: 'text',
  user: 'text',
  reaction: 'text',
  item_user: 'text',
  item: { type: 'text', channel: 'text', ts: 'text' },
  event_ts: 'text',
} as const;
const profile = {
  id: 'text',
  deleted: 'flag',
  name: 'text',
  updated: 'number',
  app_id: 'text',
  team_id: 'text',
} as const;
const byApp = {
  type: 'text',
  user: 'text',
  text: 'text',
  ts: 'text',
  team: 'text',
  bot_id: 'text',
  bot_profile: profile,
} as const;
const counters = {
  thread_ts: 'text',
  reply_count: 'number',
  reply_users_count: 'number',
  latest_reply: 'text',
  reply_users: ['text'],
} as const;

export const events: Readonly<Record<string, Shape>> = {
  'a message': { ...typed, ...place, blocks: richText, subtype: 'never' },
  'a mention': { ...typed, blocks: richText, channel: 'text', event_ts: 'text', channel_type: 'never' },
  'a post of the app': { ...byApp, ...place, subtype: 'never', client_msg_id: 'never' },
  'an edit': {
    type: 'text',
    subtype: 'text',
    hidden: 'flag',
    ts: 'text',
    ...place,
    user: 'never',
    thread_ts: 'never',
    message: {
      ...typed,
      edited: { user: 'text', ts: 'text' },
      source_team: 'text',
      user_team: 'text',
      thread_ts: 'text',
      parent_user_id: 'text',
    },
    previous_message: { ...typed, thread_ts: 'text', parent_user_id: 'text', edited: 'never' },
  },
  'a tombstone': {
    type: 'text',
    subtype: 'text',
    hidden: 'flag',
    ts: 'text',
    ...place,
    message: {
      type: 'text',
      subtype: 'text',
      user: 'text',
      text: 'text',
      hidden: 'flag',
      ts: 'text',
      ...counters,
      is_locked: 'flag',
    },
    previous_message: { ...typed, ...counters, is_locked: 'flag', blocks: richText },
  },
  'a deletion': {
    type: 'text',
    subtype: 'text',
    hidden: 'flag',
    deleted_ts: 'text',
    ts: 'text',
    ...place,
    user: 'never',
    previous_message: byApp,
  },
  'a file': {
    type: 'text',
    subtype: 'text',
    text: 'text',
    user: 'text',
    ts: 'text',
    upload: 'flag',
    display_as_bot: 'flag',
    thread_ts: 'text',
    parent_user_id: 'text',
    ...place,
    files: [
      {
        id: 'text',
        created: 'number',
        timestamp: 'number',
        name: 'text',
        title: 'text',
        mimetype: 'text',
        filetype: 'text',
        pretty_type: 'text',
        user: 'text',
        size: 'number',
        mode: 'text',
        is_external: 'flag',
        is_public: 'flag',
        url_private: 'text',
        url_private_download: 'text',
        permalink: 'text',
        permalink_public: 'text',
        edit_link: 'text',
        preview: 'text',
        lines: 'number',
        lines_more: 'number',
        preview_is_truncated: 'flag',
        has_rich_preview: 'flag',
      },
    ],
  },
  file_shared: { type: 'text', file_id: 'text', file: { id: 'text' } },
  'a topic': { ...system, topic: 'text' },
  'a new name': { ...system, old_name: 'text', name: 'text' },
  'a joining': { ...system, team: 'text', inviter: 'text' },
  'an archiving': system,
  channel_rename: {
    type: 'text',
    channel: {
      id: 'text',
      is_channel: 'flag',
      is_mpim: 'flag',
      name: 'text',
      name_normalized: 'text',
      created: 'number',
    },
    event_ts: 'text',
  },
  channel_archive: { type: 'text', channel: 'text', user: 'text' },
  member_joined_channel: {
    type: 'text',
    user: 'text',
    channel: 'text',
    channel_type: 'text',
    team: 'text',
    inviter: 'text',
  },
  member_left_channel: { type: 'text', user: 'text', channel: 'text', channel_type: 'text', team: 'text' },
  reaction_added: reaction,
  reaction_removed: reaction,
  pin_added: {
    type: 'text',
    user: 'text',
    channel_id: 'text',
    item_user: 'text',
    pin_count: 'number',
    event_ts: 'text',
    pinned_info: { channel: 'text', pinned_by: 'text', pinned_ts: 'number' },
    item: {
      type: 'text',
      created: 'number',
      created_by: 'text',
      channel: 'text',
      message: {
        type: 'text',
        user: 'text',
        text: 'text',
        ts: 'text',
        team: 'text',
        pinned_to: ['text'],
        permalink: 'text',
      },
    },
  },
  app_home_opened: { type: 'text', user: 'text', channel: 'text', event_ts: 'text' },
};

export const outer: Shape = {
  token: 'text',
  team_id: 'text',
  context_team_id: 'text',
  context_enterprise_id: 'null',
  api_app_id: 'text',
  event: {},
  type: 'text',
  event_id: 'text',
  event_time: 'number',
  authorizations: [
    { enterprise_id: 'null', team_id: 'text', user_id: 'text', is_bot: 'flag', is_enterprise_install: 'flag' },
  ],
  is_ext_shared_channel: 'flag',
  event_context: 'text',
};

const head = {
  type: 'text',
  token: 'text',
  team: { id: 'text', domain: 'text' },
  enterprise: 'null',
  is_enterprise_install: 'flag',
} as const;
const person = { id: 'text', username: 'text', name: 'text', team_id: 'text' } as const;
const plain = { type: 'text', text: 'text', emoji: 'flag' } as const;
const pressed = {
  action_id: 'text',
  block_id: 'text',
  text: plain,
  value: 'text',
  type: 'text',
  action_ts: 'text',
} as const;

const view = {
  id: 'text',
  team_id: 'text',
  type: 'text',
  private_metadata: 'text',
  callback_id: 'text',
  hash: 'text',
  title: plain,
  clear_on_close: 'flag',
  notify_on_close: 'flag',
  previous_view_id: 'null',
  root_view_id: 'text',
  app_id: 'text',
  external_id: 'text',
  app_installed_team_id: 'text',
  bot_id: 'text',
} as const;

const form: Shape = {
  ...view,
  close: plain,
  submit: plain,
  blocks: [
    {
      type: 'text',
      block_id: 'text',
      label: plain,
      optional: 'flag',
      dispatch_action: 'flag',
      element: { type: 'text', action_id: 'text', dispatch_action_config: { trigger_actions_on: ['text'] } },
    },
  ],
};

export const interactions: Readonly<Record<string, Shape>> = {
  'a command': {
    token: 'text',
    team_id: 'text',
    team_domain: 'text',
    channel_id: 'text',
    channel_name: 'text',
    user_id: 'text',
    user_name: 'text',
    command: 'text',
    text: 'text',
    api_app_id: 'text',
    is_enterprise_install: 'text',
    response_url: 'text',
    trigger_id: 'text',
  },
  'a global shortcut': {
    ...head,
    user: { id: 'text', username: 'text', team_id: 'text', name: 'never' },
    action_ts: 'text',
    callback_id: 'text',
    trigger_id: 'text',
    channel: 'never',
    response_url: 'never',
  },
  'a message shortcut': {
    ...head,
    user: { id: 'text', name: 'text' },
    channel: { id: 'text', name: 'text' },
    action_ts: 'text',
    callback_id: 'text',
    trigger_id: 'text',
    message_ts: 'text',
    message: { ...typed, blocks: richText },
    response_url: 'text',
  },
  'a button in a message': {
    ...head,
    user: person,
    api_app_id: 'text',
    container: { type: 'text', message_ts: 'text', channel_id: 'text', is_ephemeral: 'flag' },
    trigger_id: 'text',
    channel: { id: 'text', name: 'text' },
    message: {
      user: 'text',
      type: 'text',
      ts: 'text',
      bot_id: 'text',
      app_id: 'text',
      text: 'text',
      team: 'text',
      blocks: [{}],
    },
    state: { values: {} },
    response_url: 'text',
    actions: [pressed],
  },
  'a button on the home tab': {
    ...head,
    user: person,
    api_app_id: 'text',
    container: { type: 'text', view_id: 'text' },
    trigger_id: 'text',
    view: { ...view, close: 'null', submit: 'null', state: { values: {} } },
    actions: [{ ...pressed, style: 'text' }],
    response_url: 'never',
    channel: 'never',
  },
  'a form sent off': {
    ...head,
    user: person,
    api_app_id: 'text',
    trigger_id: 'text',
    view: form,
    channel: 'never',
  },
};

const sentence = { value: 'text', creator: 'text', last_set: 'number' } as const;

export const answers: Readonly<Record<string, Shape>> = {
  'chat.postMessage': {
    ok: 'flag',
    channel: 'text',
    ts: 'text',
    message: {
      ...byApp,
      app_id: 'text',
      bot_profile: { ...profile, user_id: 'text', icons: {} },
      blocks: richText,
    },
  },
  'conversations.create': {
    ok: 'flag',
    channel: {
      id: 'text',
      name: 'text',
      is_channel: 'flag',
      is_group: 'flag',
      is_im: 'flag',
      is_mpim: 'flag',
      is_private: 'flag',
      created: 'number',
      creator: 'text',
      is_archived: 'flag',
      is_general: 'flag',
      unlinked: 'number',
      name_normalized: 'text',
      is_shared: 'flag',
      is_ext_shared: 'flag',
      is_org_shared: 'flag',
      is_pending_ext_shared: 'flag',
      is_member: 'flag',
      last_read: 'text',
      context_team_id: 'text',
      updated: 'number',
      topic: sentence,
      purpose: sentence,
      priority: 'number',
    },
  },
  'conversations.history': {
    ok: 'flag',
    has_more: 'flag',
    pin_count: 'number',
    channel_actions_ts: 'null',
    channel_actions_count: 'number',
    response_metadata: { next_cursor: 'text' },
    messages: [
      {
        ...typed,
        ...counters,
        blocks: richText,
        reactions: [{ name: 'text', users: ['text'], count: 'number' }],
        pinned_to: ['text'],
        channel: 'never',
      },
    ],
  },
  'pins.list': {
    ok: 'flag',
    items: [
      {
        type: 'text',
        channel: 'text',
        created: 'number',
        created_by: 'text',
        message: { ...typed, pinned_to: ['text'], permalink: 'text' },
      },
    ],
  },
  'views.open': { ok: 'flag', view: form },
};
