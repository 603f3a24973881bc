import type { Entry, Person } from './entry.ts';
import type { Incident } from './incident.ts';
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
  /** In the incident's channel, as far as there is one. */
  readonly isIn: boolean;
  readonly permissions: Permissions;
  /** Ids of people. */
  readonly admins: readonly string[];
};

/** Whether somebody may do that. `entry` is what it is about; one's own may always be edited. */
export const isAllowed = (act: Act, incident: Incident, asking: Asking, entry?: Entry): boolean => {
  const { who, isIn, permissions, admins } = asking;
  const { recorder, author } = entry ?? {};
  if (act === 'edit' && (recorder?.id === who.id || author?.id === who.id)) return true;
  const among: Readonly<Record<string, boolean>> = {
    everyone: isIn,
    admins: admins.includes(who.id),
    recorder: recorder?.id === who.id,
    author: author?.id === who.id,
  };
  return permissions[act].some((whom) =>
    Object.hasOwn(among, whom) ? among[whom] : incident.roles[whom]?.id === who.id,
  );
};

/** Refuses what somebody may not do, and says who may. */
export const checkMay = (act: Act, incident: Incident, asking: Asking, entry?: Entry): void => {
  if (isAllowed(act, incident, asking, entry)) return;
  const may = asking.permissions[act].map((whom) => nameOf(whom, incident));
  refuse(`${sentences[act]} takes ${list(may)}. Nothing was done.`);
};

const sentences: Readonly<Record<Act, string>> = {
  resolve: 'To end, cancel or reopen this incident',
  edit: "To correct others' entries here",
  redact: 'To destroy the words of this entry',
  export: 'To export the full log',
  private: 'To make this incident private',
};

const nameOf = (whom: string, { roles, channel }: Incident): string => {
  if (whom === 'everyone') return `somebody who is in #${channel?.name}`;
  if (whom === 'admins') return "one of Debrief's administrators";
  if (whom === 'recorder') return 'whoever recorded it';
  if (whom === 'author') return 'its author';
  return `the ${whom} (${roles[whom]?.name ?? `nobody yet: \`${whom === 'lead' ? 'lead' : `role ${whom}`} @ana\` names one`})`;
};

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
