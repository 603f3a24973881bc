/** A file that was posted, of which there is to be a copy. */
export type FileRow = {
  readonly incident: string;
  /** The message. */
  readonly channel: string;
  readonly ts: string;
  /** Slack's id of the file. */
  readonly file: string;
  readonly mimetype: string | null;
  /** `failed`: there is no copy, for the reason in `error`, and there will be none. */
  readonly state: 'waiting' | 'kept' | 'failed';
  readonly size: number | null;
  readonly sha256: string | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly nextAt: number;
};

type Message = { readonly channel: string; readonly ts: string };

/** Which copies there are, and which are to be made. */
export type FileTable = {
  /** What is known already stays as it is. */
  readonly put: (rows: readonly FileRow[]) => Promise<void>;
  readonly due: (now: number, limit: number) => Promise<readonly FileRow[]>;
  readonly of: (incident: string) => Promise<readonly FileRow[]>;
  readonly ofMessage: (message: Message) => Promise<readonly FileRow[]>;
  /** Every file of which there is a copy, or is to be one. */
  readonly known: () => Promise<readonly string[]>;
  readonly ofFile: (file: string) => Promise<readonly FileRow[]>;
  /** The messages with files of which no words are left in the log. */
  readonly wordless: (incident: string) => Promise<readonly Message[]>;
  /** False if it was forgotten meanwhile. */
  readonly change: (row: Omit<FileRow, 'incident'>) => Promise<boolean>;
  readonly remove: (message: Message) => Promise<void>;
};

/** Where the copies are. */
export type Vault = {
  readonly write: (
    id: string,
    bytes: AsyncIterable<Uint8Array>,
    limit: number,
  ) => Promise<{ readonly size: number; readonly sha256: string } | 'too big'>;
  readonly has: (id: string) => boolean;
  readonly ids: () => readonly string[];
  readonly remove: (id: string) => void;
  /** Removes halves that a crash left behind. */
  readonly sweep: () => void;
};
