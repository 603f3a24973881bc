import type { Incident } from '../../incident/incident.ts';
import { errorName, Later } from './calls.ts';
import { isThrownOut, reasonOf } from './refusals.ts';

/** What could not be put right, and the error for it. */
export type Trouble = { readonly surface: string; readonly error: string };

type Needs = {
  readonly self: () => { readonly botUserId: string };
  readonly people: { readonly members: (channel: string) => readonly string[] };
  readonly warn: (facts: Trouble & { incident: string; fix?: string }) => void;
  readonly onThrownOut: () => void;
};

type Listener = (incident: string, trouble: Trouble) => void;

/** What does not stand in Slack as it should, and why: told to the operator once, and to people as long as it lasts. */
export const createTroubles = ({ self, people, warn, onThrownOut }: Needs) => {
  const now = new Map<string, Map<string, string>>();
  const listeners: Listener[] = [];

  return {
    note: (incident: string, surface: string, error: unknown): void => {
      const known = now.get(incident) ?? new Map<string, string>();
      now.set(incident, known);
      const name = errorName(error) ?? (error instanceof Error ? error.message : String(error));
      if (isThrownOut(name)) onThrownOut();
      if (known.get(surface) === name || (error instanceof Later && known.has(surface))) return;
      known.set(surface, name);
      const fix = reasonOf(name)?.operator;
      warn({ incident, surface, error: name, ...(fix && { fix }) });
      for (const listen of listeners) listen(incident, { surface, error: name });
    },
    over: (incident: string, surface: string): void => void now.get(incident)?.delete(surface),
    listen: (listener: Listener): void => void listeners.push(listener),
    delay: ({ id, channel }: Incident): string | undefined => {
      const members = channel ? people.members(channel.id) : [];
      if (members.length > 0 && !members.includes(self().botUserId)) return reasonOf('not_in_channel')?.people;
      // What ails the announcement is another channel's matter.
      const errors = [...(now.get(id) ?? [])]
        .filter(([surface]) => surface !== 'announcement')
        .map(([, error]) => error);
      if (errors.length === 0) return undefined;
      const standing = errors.flatMap((error) => reasonOf(error)?.people ?? []);
      return standing[0] ?? 'Slack is slow or failing: what you write is saved, and shows here later.';
    },
  };
};
