import type { Person } from './entry.ts';
import type { Incident, Moment } from './incident.ts';
import { refuse } from './refusal.ts';

/** What not everybody may do everywhere: `resolve` also cancels and reopens, `edit` is about others' entries, `export` about the full log. */
export const acts = ['resolve', 'edit', 'redact', 'export', 'private'] as const;
export type Act = (typeof acts)[number];

/** Who may: `everyone` in the channel, `admins`, whoever has a role (`lead`), and of an entry its `recorder` or `author`. */
export type Permissions = Readonly<Record<Act, readonly string[]>>;

/** The acts that are about one entry: only of these there is a recorder and an author. */
export const actsOnEntries: ReadonlySet<Act> = new Set(['edit', 'redact']);

export type Asking = {
  readonly who: Person;
  readonly permissions: Permissions;
  /** Ids of people. */
  readonly admins: readonly string[];
};

/** Refuses what somebody may not do. `moment` is the entry that it is about; one's own may always be edited. */
export const checkMay = (act: Act, incident: Incident, asking: Asking, moment?: Moment): void => {
  const { who, permissions, admins } = asking;
  const { recorder, author } = moment?.entry ?? {};
  const isOwn = recorder?.id === who.id || author?.id === who.id;
  if (act === 'edit' && isOwn) return;
  const among: Readonly<Record<string, boolean>> = {
    everyone: true,
    admins: admins.includes(who.id),
    recorder: recorder?.id === who.id,
    author: author?.id === who.id,
  };
  const allowed = permissions[act];
  if (allowed.some((whom) => (Object.hasOwn(among, whom) ? among[whom] : incident.roles[whom]?.id === who.id))) return;
  refuse(`${sentences[act]} takes ${list(allowed.map((whom) => nameOf(whom, incident)))}. Nothing was done.`);
};

const sentences: Readonly<Record<Act, string>> = {
  resolve: 'To end, cancel or reopen this incident',
  edit: "To correct others' entries here",
  redact: 'To destroy the words of this entry',
  export: 'To export the full log',
  private: 'To make this incident private',
};

const nameOf = (whom: string, { roles }: Incident): string => {
  if (whom === 'admins') return "one of Debrief's administrators";
  if (whom === 'recorder') return 'whoever recorded it';
  if (whom === 'author') return 'its author';
  return `the ${whom} (${roles[whom]?.name ?? 'nobody yet'})`;
};

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
