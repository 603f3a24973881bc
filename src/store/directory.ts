import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { placeholders, replaced } from './placeholders.ts';
import { members, people } from './schema.ts';
import type { Writer } from './writer.ts';

type PersonRow = typeof people.$inferSelect;
type Member = typeof members.$inferSelect;

/** Who is who, and who is in which channel. */
export const createDirectory = (db: BetterSQLite3Database, write: Writer) => {
  const isMember = and(eq(members.channel, sql.placeholder('channel')), eq(members.user, sql.placeholder('user')));
  const putPerson = db
    .insert(people)
    .values(placeholders(people))
    .onConflictDoUpdate({ target: people.id, set: replaced(people) })
    .prepare();
  const putMember = db.insert(members).values(placeholders(members)).onConflictDoNothing().prepare();
  const removeMember = db.delete(members).where(isMember).prepare();
  const removePerson = db
    .delete(people)
    .where(eq(people.id, sql.placeholder('id')))
    .prepare();
  const removeFromAll = db
    .delete(members)
    .where(eq(members.user, sql.placeholder('user')))
    .prepare();
  const empty = db
    .delete(members)
    .where(eq(members.channel, sql.placeholder('channel')))
    .prepare();
  const allPeople = db.select().from(people).prepare();
  const allMembers = db.select().from(members).prepare();

  return {
    people: async (): Promise<PersonRow[]> => allPeople.all(),
    putPeople: (rows: readonly PersonRow[]): Promise<void> =>
      write(() => {
        for (const row of rows) putPerson.run(row);
      }),
    /** Who they are and where they are is not known any more. */
    forget: (id: string): Promise<void> =>
      write(() => {
        removePerson.run({ id });
        removeFromAll.run({ user: id });
      }),
    members: async (): Promise<Member[]> => allMembers.all(),
    setMembers: (channel: string, users: readonly string[]): Promise<void> =>
      write(() => {
        empty.run({ channel });
        for (const user of users) putMember.run({ channel, user });
      }),
    join: (channel: string, user: string): Promise<void> => write(() => void putMember.run({ channel, user })),
    leave: (channel: string, user: string): Promise<void> => write(() => void removeMember.run({ channel, user })),
  };
};
