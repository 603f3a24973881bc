import { type Incident, isOpen } from './incident/incident.ts';
import { createShelf } from './shelf.ts';

/** An incident as its log has it up to the entry of this hash. */
export type Folded = { readonly incident: Incident; readonly hash: string };

/** Moments, of about a kilobyte each. However many incidents are open, no more are remembered. */
const OPEN = 50_000;
const CLOSED = 5_000;

export type Remembered = ReturnType<typeof createRemembered>;

/**
 * Incidents that were looked at or written to last: to fold a long log again for each look would hold up everybody. A log that
 * was being read when something was written does not take the place of what was written.
 */
export const createRemembered = (load: (id: string) => Promise<Folded>, { open = OPEN, closed = CLOSED } = {}) => {
  const [known, lately] = [createShelf(open, weight), createShelf(closed, weight)];
  const loading = new Map<string, Promise<Folded>>();

  const forget = (id: string): void => {
    loading.delete(id);
    known.delete(id);
    lately.delete(id);
  };
  const keep = (folded: Folded): void => {
    const { id } = folded.incident;
    forget(id);
    (isOpen(folded.incident) ? known : lately).put(id, folded);
  };
  const look = (id: string): Promise<Folded> => {
    const isStill = (): boolean => loading.get(id) === mine;
    const mine = load(id)
      .then((folded) => {
        if (isStill() && folded.incident.seq > 0) keep(folded);
        return folded;
      })
      .finally(() => {
        if (isStill()) loading.delete(id);
      });
    loading.set(id, mine);
    return mine;
  };

  return {
    current: async (id: string): Promise<Folded> =>
      known.take(id) ?? lately.take(id) ?? (await (loading.get(id) ?? look(id))),
    keep,
    forget,
    forgetAll: (): void => {
      loading.clear();
      known.clear();
      lately.clear();
    },
  };
};

const weight = ({ incident }: Folded): number => incident.moments.length + 1;
