import type { Json } from './json.ts';

/** A workspace's state, in the words and shapes of Slack's own payloads where they are seen on the wire. */
export type Workspace = {
  readonly users: Map<string, User>;
  readonly conversations: Map<string, Conversation>;
  readonly files: Map<string, StoredFile>;
  readonly canvases: Map<string, Canvas>;
  readonly usergroups: Map<string, Usergroup>;
  readonly ephemerals: Ephemeral[];
};

export type User = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  readonly displayName: string;
  readonly tz: string;
  readonly email: string;
  readonly isBot: boolean;
  readonly botId?: string;
  readonly appId?: string;
  readonly guest: boolean;
  readonly admin: boolean;
  deleted: boolean;
  updated: number;
};

export type Message = {
  readonly type: 'message';
  readonly ts: string;
  readonly subtype?: string;
  readonly user?: string;
  readonly text: string;
  readonly team?: string;
  readonly source_team?: string;
  readonly user_team?: string;
  readonly client_msg_id?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly bot_profile?: Json;
  readonly username?: string;
  readonly blocks?: readonly Json[];
  readonly attachments?: readonly Json[];
  readonly files?: readonly Json[];
  readonly upload?: boolean;
  readonly display_as_bot?: boolean;
  readonly thread_ts?: string;
  readonly parent_user_id?: string;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly metadata?: { readonly event_type: string; readonly event_payload: Json };
  readonly inviter?: string;
  readonly topic?: string;
  readonly purpose?: string;
  readonly name?: string;
  readonly old_name?: string;
  readonly hidden?: boolean;
};

export type Conversation = {
  readonly id: string;
  readonly kind: 'channel' | 'group' | 'im';
  readonly creator: string;
  readonly created: number;
  readonly members: Set<string>;
  name: string;
  archived: boolean;
  topic: Sentence;
  purpose: Sentence;
  updated: number;
  previousNames: string[];
  canvasId?: string;
  /** In the order of their ts, replies among them. */
  messages: Message[];
  readonly reactions: Map<string, Map<string, string[]>>;
  readonly pins: { readonly ts: string; readonly by: string; readonly at: number }[];
  readonly bookmarks: Json[];
  /** Whom each message made a sound for, by ts. */
  readonly notified: Map<string, ReadonlySet<string>>;
};

type Sentence = { readonly value: string; readonly creator: string; readonly last_set: number };

export type Ephemeral = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  text: string;
  blocks?: readonly Json[];
  attachments?: readonly Json[];
  readonly thread_ts?: string;
  deleted?: boolean;
};

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly altText: string;
  readonly size: number;
  readonly user: string;
  readonly created: number;
  bytes?: Uint8Array;
  complete: boolean;
  deleted: boolean;
  /** Where it is, if Slack does not keep it. */
  readonly external?: string;
  /** Messages do not describe it. */
  readonly check?: true;
  readonly shares: { channel: string; ts: string; thread_ts?: string }[];
};

export type Canvas = {
  readonly id: string;
  title: string;
  markdown: string;
  readonly channel?: string;
  readonly access: Map<string, string>;
};

type Usergroup = { readonly id: string; readonly handle: string; readonly name: string; users: string[] };

export const emptyWorkspace = (): Workspace => ({
  users: new Map(),
  conversations: new Map(),
  files: new Map(),
  canvases: new Map(),
  usergroups: new Map(),
  ephemerals: [],
});
