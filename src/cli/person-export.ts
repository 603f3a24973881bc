import type { Entry } from '../incident/entry.ts';
import { isAbout } from '../incident/erasure.ts';
import { fold, type Incident } from '../incident/incident.ts';
import { remainsIn, remainsOf } from '../incident/remains.ts';
import { entriesOf } from '../row.ts';
import type { Sqlite } from '../store/sqlite.ts';

/** All that is kept of one person: who they are, where they are, what they said and did, their roles and tasks. */
export const holdingsOf = async (record: Sqlite, id: string) => {
  const person = (await record.directory.people()).find((each) => each.id === id);
  const channels = (await record.directory.members()).filter(({ user }) => user === id).map(({ channel }) => channel);
  const incidents = [];
  for (const head of await record.store.heads()) {
    const log = entriesOf(await record.store.read(head.id));
    const entries = log.filter((entry) => isAbout(entry, id));
    if (entries.length > 0) incidents.push({ ...partIn(fold(head.id, log), id), entries: entries.map(shownTo(id)) });
  }
  return { person, channels, incidents };
};

const partIn = ({ number, title, openedBy, roles, tasks }: Incident, id: string) => ({
  number,
  title,
  opened: openedBy?.id === id,
  roles: Object.entries(roles).flatMap(([role, person]) => (person.id === id ? [role] : [])),
  tasks: tasks
    .filter(({ owner }) => owner?.id === id)
    .map(({ number: task, words, due, done }) => ({ task, words: words.text, due, done })),
});

/** Others' words are not theirs to be given: of an entry that only names them, or that they recorded, the words are left out. */
const shownTo =
  (id: string) =>
  (entry: Entry): object => {
    const { seq, kind, at, recordedAt, author, recorder, source, typed } = entry;
    const isTheirs = author.id === id || ('owner' in entry.data && entry.data.owner?.id === id);
    const { entries: _, ...data } = (isTheirs || remainsIn(entry).length > 0 ? entry.data : remainsOf(entry).data) as {
      entries?: unknown;
    };
    const said = typed !== undefined && recorder.id === id && { typed };
    return { seq, kind, at, recordedAt, author: author.id === id, recorder: recorder.id === id, source, ...said, data };
  };
