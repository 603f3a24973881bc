import { TZDate, tzOffset } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { refuse } from './refusal.ts';
import { remember } from './remember.ts';
import { called, fixed, several } from './when-abbreviations.ts';

// A zone is a string: an IANA name (`America/Los_Angeles`), a fixed abbreviation (`PST`) or a fixed offset (`-08:00`).
// Everything here is English and blind to the locale and the zone of the machine.
// Documents ask thousands of times: hence `getTime()`, as V8 takes forty times as long for `+instant`.

/** The zone that somebody typed, in its stored form. Refuses what is no zone, and what means several. */
export const parseZone = (text: string): string => {
  const typed = text.trim().replace(/[\u2010-\u2015\u2212]/g, '-');
  const upper = typed.toUpperCase();
  if (fixed.has(upper)) return upper;
  if (isOffset(typed)) return typed;
  const meanings = several.get(upper);
  if (meanings) return refuse(`${upper} means several time zones. Write the one you mean: ${list(meanings)}.`);
  return ianaName(typed) ?? refuse(`\`${typed}\` is not a time zone that Debrief knows. ${advice(typed)}`);
};

/** Minutes east of UTC. */
export const offsetAt = (zone: string, instant: Date): number => fixed.get(zone) ?? offsetIn(zone, instant);

/** What the zone is called at that instant: PST in winter, PDT in summer; `-03` or `+05:45` where it has no name. */
export const abbreviationAt = (zone: string, instant: Date): string =>
  fixed.has(zone) || isOffset(zone) ? zone : nameIn(zone, instant);

export const clockTime = (instant: Date, zone: string, { seconds = false } = {}): string => {
  const second = Math.floor(wallTime(instant, zone) / 1000);
  const [hours, minutes] = [remainder(Math.floor(second / 3600), 24), remainder(Math.floor(second / 60), 60)];
  return `${two(hours)}:${two(minutes)}${seconds ? `:${two(remainder(second, 60))}` : ''}`;
};

/** `14:05 PST`: a time as it leaves an incident. */
export const clockLabel = (instant: Date, zone: string): string =>
  `${clockTime(instant, zone)} ${abbreviationAt(zone, instant)}`;

/** `2023-11-03` */
export const day = (instant: Date, zone: string): string => dates(dayNumber(instant, zone)).short;

/** `Fri 3 Nov`, with the year where it is not the year of `now`. */
export const shortDay = (instant: Date, zone: string, now: Date): string => {
  const sameYear = day(instant, zone).slice(0, 4) === day(now, zone).slice(0, 4);
  return format(new TZDate(wallTime(instant, zone), 'UTC'), sameYear ? 'EEE d MMM' : 'EEE d MMM yyyy');
};

/** `Friday, 3 November 2023` */
export const longDay = (instant: Date, zone: string): string => dates(dayNumber(instant, zone)).long;

export const sameDay = (one: Date, other: Date, zone: string): boolean => day(one, zone) === day(other, zone);

/** `-08:00`, which is also a zone. */
export const offsetName = (offset: number): string => {
  const minutes = Math.abs(Math.round(offset));
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** Whether it is an offset that some place on earth may have. */
export const isOffset = (zone: string): boolean => /^[+-](?:(?:0\d|1[0-3]):(?:00|15|30|45)|14:00)$/.test(zone);

const list = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join();

const cities = Intl.supportedValuesOf('timeZone');

/** The name in its usual capitals. Of names without a slash, Intl also knows some that IANA does not (`ACT`). */
const ianaName = (typed: string): string | undefined => {
  if (!/^\w[\w+/-]+$/.test(typed) || !(typed.includes('/') || /^[a-z]{4,}$|\d/i.test(typed))) return undefined;
  const name = cities.find((city) => city.toLowerCase() === typed.toLowerCase()) ?? capitals(typed);
  return Number.isNaN(tzOffset(name, new Date(0))) ? undefined : name;
};

const capitals = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/(?<=^|[/_-])[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/^Us(?=\/)|(?<=\/)(?:Gmt|Utc|Uct)|^\w+\d\w*$/g, (part) => part.toUpperCase());

const advice = (typed: string): string => {
  const wanted = typed.toLowerCase().replace(/\s+/g, '_');
  const found = cities.filter((city) => city.toLowerCase().endsWith(`/${wanted}`));
  if (found.length > 0) return `Did you mean ${list(found)}?`;
  return 'Write an area and city such as America/Los_Angeles or Europe/Berlin, or UTC, or an abbreviation such as PST.';
};

// Each English knows the short names of its own part of the world only.
const Englishes = ['US', 'GB', 'IE', 'AU', 'IN', 'CA', 'ZA', 'HK', 'SG'].map((country) => `en-${country}`);

const formats = new Map<string, Intl.DateTimeFormat>();

const shortName = (locale: string, timeZone: string, instant: Date): string | undefined => {
  const key = `${locale} ${timeZone}`;
  const formatter = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' });
  formats.set(key, formatter);
  return formatter.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value;
};

const isName = (name: string | undefined): boolean => name !== undefined && /^[A-Z]+$/.test(name);

/** Since 1980 clocks have only been changed at quarters of an hour: within one, Intl, which is slow, is asked once. */
const perQuarter = <T>(ask: (zone: string, instant: Date) => T): typeof ask => {
  const zones = new Map<string, (quarter: number) => T>();
  return (zone, instant) => {
    const quarter = Math.floor(instant.getTime() / QUARTER);
    if (!(quarter * QUARTER >= CHANGES_AT_QUARTERS)) return ask(zone, instant);
    const known = zones.get(zone) ?? remember((each: number) => ask(zone, new Date(each * QUARTER)));
    zones.set(zone, known);
    return known(quarter);
  };
};
const QUARTER = 900_000;
const CHANGES_AT_QUARTERS = Date.UTC(1980, 0);

const offsetIn = perQuarter(tzOffset);

const nameIn = perQuarter((zone, instant) => {
  const offset = offsetIn(zone, instant);
  const name = called.get(zone)?.[offset] ?? Englishes.map((english) => shortName(english, zone, instant)).find(isName);
  return name ?? offsetName(offset).replace(/:00$/, '');
});

/** What the clocks of the zone show, as if it were UTC: milliseconds. */
const wallTime = (instant: Date, zone: string): number => instant.getTime() + offsetAt(zone, instant) * 60_000;

const dayNumber = (instant: Date, zone: string): number => Math.floor(wallTime(instant, zone) / DAY);
const DAY = 86_400_000;

const dates = remember((number: number) => {
  const date = new TZDate(number * DAY, 'UTC');
  return { short: format(date, 'yyyy-MM-dd'), long: format(date, 'EEEE, d MMMM yyyy') };
});

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** Never negative. */
const remainder = (number: number, of: number): number => ((number % of) + of) % of;
