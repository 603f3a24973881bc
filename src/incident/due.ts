import { refuse } from './refusal.ts';
import { calendarDay, readDate, type WrittenDate, writtenDate } from './when-calendar.ts';
import { dayLong, localDay } from './when-local.ts';

/**
 * The day by which a task is due, `YYYY-MM-DD`, if its words say so anywhere: `by Friday`, `by tomorrow`, `by 1 Dec`,
 * `by 2026-12-01`, `by end of week`. The last one counts, as in "caused by Monday deploy, fix by Friday".
 */
export const parseDue = (text: string, { now, zone }: { now: Date; zone: string }): string | undefined => {
  const groups = [...text.matchAll(due)].at(-1)?.groups;
  if (!groups) return undefined;
  const day = dueDay(groups, localDay(now, zone));
  return day === undefined ? undefined : new Date(day).toISOString().slice(0, 10);
};

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const due = new RegExp(
  `(?<![\\p{L}\\d-])by[^\\S\\n]+(?:(?<near>today|tonight|tomorrow)|(?:the[^\\S\\n]+)?end[^\\S\\n]+of[^\\S\\n]+(?:the[^\\S\\n]+)?(?<end>day|week|month)` +
    `|(?<next>next[^\\S\\n]+)?(?<weekday>sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?|${writtenDate})(?![\\p{L}\\d-]|['’]\\p{L})`,
  'giu',
);

type Groups = Readonly<Record<string, string | undefined>>;

const dueDay = (groups: Groups, today: number): number | undefined => {
  if (groups.near) return groups.near.toLowerCase() === 'tomorrow' ? today + dayLong : today;
  if (groups.end) return endOf(groups.end.toLowerCase(), today);
  if (groups.weekday) return dayOfWeek(groups.weekday, groups.next !== undefined, today);
  const written = readDate(groups);
  return written && dayOfDate(written, today);
};

const endOf = (period: string, today: number): number => {
  if (period === 'day') return today;
  if (period === 'week') return today + ((5 - weekdayOf(today) + 7) % 7) * dayLong;
  const date = new Date(today);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
};

/** The next such day, never today, for which people say `today`. With `next`, the one of the week that begins on Monday. */
const dayOfWeek = (name: string, next: boolean, today: number): number => {
  const wanted = weekdays.indexOf(name.slice(0, 3).toLowerCase());
  const untilMonday = (8 - weekdayOf(today)) % 7 || 7;
  if (next) return today + (untilMonday + ((wanted + 6) % 7)) * dayLong;
  return today + ((wanted - weekdayOf(today) + 7) % 7 || 7) * dayLong;
};

const dayOfDate = ({ year, month, date }: WrittenDate, today: number): number => {
  const thisYear = new Date(today).getUTCFullYear();
  // The next 29 February is at most eight years away.
  const years = year === undefined ? Array.from({ length: 9 }, (_, more) => thisYear + more) : [year];
  const days = years.map((each) => calendarDay(each, month, date)).filter((day) => day !== undefined);
  const day = year === undefined ? days.find((each) => each >= today) : days[0];
  return day ?? refuse('There is no such day in the calendar. Write the date like `by 2026-12-01` or `by Friday`.');
};

const weekdayOf = (day: number): number => new Date(day).getUTCDay();
