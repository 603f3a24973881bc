import { refuse } from './refusal.ts';
import { end, leadingZone, type Zones } from './when-zone.ts';
import { isOffset } from './zone.ts';

export type Clock = {
  /** Milliseconds after midnight. */
  readonly time: number;
  readonly zone?: string;
  readonly length: number;
};

const digits = '(?<hour>\\d{1,2})(?::(?<minute>\\d\\d)(?::(?<second>\\d\\d))?)?(?!\\d)';
// `9:05 am I the only one`, `14:05 am I …`: the words of a question.
const question = '(?![^\\S\\n]+i\\b)';
const half = `(?:(?<half>[ap])m|(?<!^(?:1[3-9]|2\\d)(?::\\d\\d)*)[^\\S\\n]+(?<half>[ap])m${question})(?![a-z\\d])`;
const clock = new RegExp(`^${digits}(?:${half})?`, 'i');
// Unlike elsewhere, a dash may go on: `14:05-14:20 slow`, `14:05-ish`.
const afterClock = new RegExp(`^(?:${end}|[-‐-―−])`);
const iso = new RegExp(
  `^${digits}(?:[.,](?<fraction>\\d{1,9}))?(?<offset>z|[+\\u2212-]\\d\\d(?::?\\d\\d)?)?${end}`,
  'i',
);

/** The clock time at the beginning of `text`. Refuses what looks like one and is none (`25:00`). */
export const leadingClock = (text: string, zones: Zones): Clock | undefined => {
  const { 0: match, groups = {} } = clock.exec(text) ?? {};
  if (match === undefined || !(groups.minute || groups.half) || isRatio(groups)) return undefined;
  const after = text.slice(match.length);
  if (!inRange(groups))
    return afterClock.test(after) ? refuse(`\`${match}\` is not a time of day. ${advice}`) : undefined;
  const time = timeOf(groups);
  const zone = leadingZone(after, Math.floor(time / 60_000), zones);
  if (!zone && !afterClock.test(after)) return undefined;
  return { time, length: match.length + (zone?.length ?? 0), ...(zone && { zone: zone.zone }) };
};

/** What follows the T of an ISO time: here an offset is an offset, and fractions of a second count. */
export const isoClock = (text: string): Clock | undefined => {
  const { 0: match, groups = {} } = iso.exec(text) ?? {};
  if (match === undefined || !groups.minute || !(groups.offset || groups.fraction)) return undefined;
  if (!inRange(groups)) return refuse(`\`${match}\` is not a time of day. ${advice}`);
  const time = timeOf(groups) + Number((groups.fraction ?? '').padEnd(3, '0').slice(0, 3));
  if (!groups.offset) return { time, length: match.length };
  return { time, length: match.length, zone: /z/i.test(groups.offset) ? 'UTC' : isoOffset(groups.offset) };
};

const advice = 'Write it like `14:05` or `2:05pm`; if it is not meant as a time, put a word before it.';

type Groups = Readonly<Record<string, string | undefined>>;

// `80:20 split`, `50:50`: no hour is so late, and the two parts of a ratio make a hundred.
const isRatio = ({ hour, minute, half }: Groups): boolean =>
  !half && (Number(hour) >= 30 || Number(hour) + Number(minute) === 100);

const inRange = ({ hour, minute, second, half }: Groups): boolean =>
  (half ? Number(hour) >= 1 && Number(hour) <= 12 : Number(hour) <= 23) &&
  Number(minute ?? 0) <= 59 &&
  Number(second ?? 0) <= 59;

const timeOf = ({ hour, minute, second, half }: Groups): number => {
  const afternoon = half?.toLowerCase() === 'p' ? 12 : 0;
  const hours = half ? (Number(hour) % 12) + afternoon : Number(hour);
  return ((hours * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0)) * 1000;
};

const isoOffset = (typed: string): string => {
  const [sign, digits] = [typed.startsWith('+') ? '+' : '-', typed.replace(/\D/g, '').padEnd(4, '0')];
  const zone = `${sign}${digits.slice(0, 2)}:${digits.slice(2)}`;
  if (isOffset(zone)) return zone;
  return refuse(`\`${typed}\` is not an offset from UTC. Write it like \`+02:00\`, \`-08:00\` or \`Z\`.`);
};
