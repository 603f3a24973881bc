/** A person of the workspace (or a bot), as Slack last told us. */
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  /** IANA. */
  readonly tz: string | null;
  readonly guest: boolean;
  readonly bot: boolean;
  readonly deleted: boolean;
  /** The workspace that they belong to: another than ours for people of Slack Connect. */
  readonly team: string;
  /** Milliseconds UTC. */
  readonly updatedAt: number;
};

/** Where people and memberships are kept, so that a decision needs no call to Slack. */
export type Directory = {
  readonly people: () => Promise<readonly PersonRow[]>;
  readonly putPeople: (rows: readonly PersonRow[]) => Promise<void>;
  readonly members: () => Promise<readonly { channel: string; user: string }[]>;
  /** The members of a channel are exactly these. */
  readonly setMembers: (channel: string, users: readonly string[]) => Promise<void>;
  readonly join: (channel: string, user: string) => Promise<void>;
  readonly leave: (channel: string, user: string) => Promise<void>;
};
