/** What Slack said, kept as it was said until it is handled. */
export type InboxRow = {
  readonly id: number;
  /** Slack's event id; for a command `trigger:<trigger_id>`, for a form `view:<id>:<hash>`. Unique. */
  readonly key: string;
  readonly kind: 'event' | 'command' | 'interaction';
  readonly team: string;
  readonly channel: string | null;
  /** The raw JSON; emptied once it is handled. */
  readonly body: string;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  readonly transport: 'socket' | 'http';
  readonly attempts: number;
  readonly nextAt: number;
  /** `parked` waits for what `awaits` names; `failed` was given up and is told to the operator. */
  readonly state: 'waiting' | 'parked' | 'handled' | 'failed';
  readonly awaits: string | null;
  readonly error: string | null;
};

export type NewInboxRow = Pick<InboxRow, 'key' | 'kind' | 'team' | 'channel' | 'body' | 'receivedAt' | 'transport'>;

/** Where they are kept. Each call is committed when its promise resolves. */
export type Inbox = {
  /** False when the key is known already. */
  readonly put: (row: NewInboxRow) => Promise<boolean>;
  /** Waiting rows that are due, oldest first. */
  readonly due: (now: number, limit: number) => Promise<readonly InboxRow[]>;
  readonly retry: (id: number, nextAt: number, error: string) => Promise<void>;
  readonly park: (id: number, awaits: string) => Promise<void>;
  /** Parked rows that wait for this are waiting again. */
  readonly release: (awaits: string) => Promise<number>;
  readonly fail: (id: number, error: string) => Promise<void>;
  /** Handled without anything to write; the body is emptied. */
  readonly done: (ids: readonly number[]) => Promise<void>;
  readonly failed: () => Promise<readonly InboxRow[]>;
  readonly parked: (before: number) => Promise<readonly InboxRow[]>;
  /** Forgets handled rows received before this. */
  readonly purge: (before: number) => Promise<void>;
};
