import type { Incident } from './incident.ts';

/** An incident never changes: what is asked of it many times over a document is worked out once. */
export const once = <T>(ask: (incident: Incident) => T): ((incident: Incident) => T) => {
  const known = new WeakMap<Incident, { readonly answer: T }>();
  return (incident) => {
    const before = known.get(incident);
    if (before) return before.answer;
    const answer = ask(incident);
    known.set(incident, { answer });
    return answer;
  };
};
