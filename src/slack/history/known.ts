/** A message of which the log has words, and not that it was deleted. */
export type KnownMessage = {
  readonly ts: string;
  /** The message that it answers. */
  readonly thread: string | null;
  /** When it was first written down, in milliseconds UTC. */
  readonly recordedAt: number;
};

/** The replies to one message, as far as the log knows. */
export type KnownThread = { readonly thread: string; readonly count: number; readonly latest: string };

/** What the log has of a channel's messages, without reading their words. */
export type Known = {
  /** Those between two `ts`, without these. */
  readonly between: (incident: string, channel: string, oldest: string, latest: string) => readonly KnownMessage[];
  readonly threads: (incident: string, channel: string) => readonly KnownThread[];
  readonly replies: (incident: string, channel: string, thread: string) => readonly KnownMessage[];
};
