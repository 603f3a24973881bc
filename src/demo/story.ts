/** What people typed and posted during one incident, and when by the clock of its zone: `2023-11-03 14:05`, or `14:05` on the same day. */
export type Story = {
  readonly name: string;
  readonly about: string;
  /** The zone of the times below: IANA, or a fixed offset such as `-08:00`. */
  readonly clock: string;
  readonly people: readonly Actor[];
  readonly steps: readonly Step[];
};

export type Actor = { readonly name: string; readonly tz?: string; readonly bot?: true; readonly guest?: true };

/** One act of one person. A message that later steps point at has a name (`as`). */
export type Step = { readonly at: string; readonly who: string } & (
  | { readonly types: string }
  | { readonly posts: string; readonly as?: string }
  | { readonly replies: string; readonly to: string; readonly as?: string }
  | { readonly edits: string; readonly to: string }
  | { readonly deletes: string }
  | { readonly reacts: string; readonly to: string }
  | { readonly unreacts: string; readonly to: string }
  | { readonly pins: string }
);
