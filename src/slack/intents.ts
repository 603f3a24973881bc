/**
 * Something that a person asked for and that cannot be answered at once: it needs Slack, or its incident is busy.
 * Slack never sends a command or a form again, so it is kept before it is acknowledged.
 */
export type Intent = {
  /** `trigger:<trigger_id>` for a command, `view:<id>:<hash>` for a form. */
  readonly key: string;
  readonly kind: 'command' | 'interaction';
  readonly channel: string | null;
  /** All that is needed to carry it out later; kept as JSON. */
  readonly body: unknown;
};
