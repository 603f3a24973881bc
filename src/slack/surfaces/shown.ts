/** What Slack shows of an incident at one place, as far as we know. */
export type Shown = {
  readonly incident: string;
  /** `card`, `announcement`, `topic`, `line:12`, … */
  readonly name: string;
  readonly channel: string | null;
  readonly ts: string | null;
  /** Hash of what was last shown there. */
  readonly hash: string;
  /** `unsure`: a call was sent and its answer never came; look before sending it again. */
  readonly state: 'shown' | 'unsure' | 'failed';
};

export type ShownTable = {
  readonly of: (incident: string) => Promise<readonly Shown[]>;
  readonly at: (channel: string, ts: string) => Promise<Shown | undefined>;
  readonly put: (shown: Shown) => Promise<void>;
  readonly remove: (incident: string, name: string) => Promise<void>;
};

/**
 * In which message of the channel an entry was said, by its seq: the entry's link, for one that is no message itself.
 * The opening (1) is on the card.
 */
export const saidIn = (rows: readonly Shown[]): Map<number, { channel: string; ts: string }> =>
  new Map(
    rows.flatMap(({ name, channel, ts }): [number, { channel: string; ts: string }][] => {
      const seq = name === 'card' ? 1 : Number(/^said:(\d+)$/.exec(name)?.[1] ?? 0);
      return seq > 0 && channel && ts ? [[seq, { channel, ts }]] : [];
    }),
  );
