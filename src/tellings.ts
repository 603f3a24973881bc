import { continued, type Telling, tellingOf, untold } from './postmortem/telling.ts';
import { entriesOf, isDestroying } from './row.ts';
import { createShelf } from './shelf.ts';
import type { Sqlite } from './store/sqlite.ts';

/** Moments, of about a kilobyte each. */
const REMEMBERED = 20_000;

/**
 * Reads what documents tell of an incident, and remembers it: whoever looks at a document looks again, and after a resolution it
 * is written anew with every correction. Then only what was written since is read. Where words were destroyed, all is read again.
 */
export const createTellings = ({ told }: Pick<Sqlite['reading'], 'told'>, remembered = REMEMBERED) => {
  const known = createShelf<Telling>(remembered, ({ incident }) => incident.moments.length + 1);
  return (id: string): Telling => {
    const before = known.take(id);
    const news = told(id, before?.incident.seq);
    const telling =
      before && news.some(isDestroying)
        ? tellingOf(entriesOf(told(id)))
        : continued(before ?? untold(id), entriesOf(news));
    known.put(id, telling);
    return telling;
  };
};
