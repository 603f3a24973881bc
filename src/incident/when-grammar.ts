import { refuse } from './refusal.ts';
import { readDate, type WrittenDate, writtenDate } from './when-calendar.ts';
import { type Clock, isoClock, leadingClock } from './when-clock.ts';
import { end, type Zones } from './when-zone.ts';

/** A time as it was written, before anybody asks which instant that is. */
export type Expression =
  | { readonly form: 'ago'; readonly ago: number; readonly length: number }
  | {
      readonly form: 'clock';
      readonly clock: Clock;
      /** A date, or how many days before today. */
      readonly day?: WrittenDate | { readonly back: number };
      readonly length: number;
    };

/** The expression at the beginning of `text`, which begins with no space. What the grammar does not know is words. */
export const leadingExpression = (text: string, zones: Zones): Expression | undefined =>
  ago(text) ?? dated(text, zones) ?? ofNoDay(text, zones);

/** The `,` `:` or `-` after an expression, and the space around it. Nothing that means something to what follows. */
export const separator = (text: string): string =>
  /^[^\S\n]*(?:(?:,|:(?!\d|[\w+'-]+:)|[-‐-―−](?![\d.>=$£€~\-‐-―−]|ish\b))[^\S\n]*)?\n?/.exec(text)?.[0] ?? '';

const amount = (group: string, units: string, space: string) =>
  `(?:(?<${group}>\\d{1,4})${space}(?:${units})(?![a-z]))?`;
const duration = (space: string) =>
  [
    amount('hours', 'h|hrs?|hours?', space),
    amount('minutes', 'm|mins?|minutes?', space),
    amount('seconds', 's|secs?|seconds?', space),
  ].join(space);

// `-20M` is money, `-20 min` may be the words of a sentence; followed by `ago`, both can only be a time.
const dashed = new RegExp(`^[-‐-―−](?=\\d)${duration('')}${end}`);
// The spaces are bounded, or a line of nothing else would take for ever.
const spoken = new RegExp(`^(?=\\d)${duration('[^\\S\\n]{0,3}')}[^\\S\\n]+ago${end}`, 'i');

const ago = (text: string): Expression | undefined => {
  const { 0: match, groups = {} } = dashed.exec(text) ?? spoken.exec(text) ?? {};
  if (match === undefined || !/\d/.test(match)) return undefined;
  const [hours, minutes, seconds] = [groups.hours, groups.minutes, groups.seconds].map((each) => Number(each ?? 0));
  return {
    form: 'ago',
    ago: (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000,
    length: match.length,
  };
};

const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?[^\\S\\n]+)?';
// `at`: as Slack itself writes times, and so as they are when copied from it.
const toClock = '(?<iso8601>(?<=\\d)T)|,?[^\\S\\n]+(?:at[^\\S\\n]+)?';
const date = new RegExp(`^(?:(?<relative>yesterday|today)|${weekday}(?:${writtenDate}))(?:${toClock})`, 'i');
const slashed = /^(?:\d{1,4}\/\d{1,2}(?:\/\d{2,4})?|\d{1,4}\.\d{1,2}\.\d{2,4}),?[^\S\n]+(?:at[^\S\n]+)?/i;

const dated = (text: string, zones: Zones): Expression | undefined => {
  const { 0: match, groups = {} } = date.exec(text) ?? {};
  if (match === undefined) return undefined;
  const rest = text.slice(match.length);
  const clock = (groups.iso8601 && isoClock(rest)) || leadingClock(rest, zones);
  const day = groups.relative ? { back: groups.relative.toLowerCase() === 'today' ? 0 : 1 } : readDate(groups);
  return clock && { form: 'clock', clock, ...(day && { day }), length: match.length + clock.length };
};

const ofNoDay = (text: string, zones: Zones): Expression | undefined => {
  const clock = leadingClock(text, zones);
  if (clock) return { form: 'clock', clock, length: clock.length };
  const [match] = slashed.exec(text) ?? [];
  if (match === undefined || !leadingClock(text.slice(match.length), zones)) return undefined;
  return refuse(
    `\`${match.trim()}\` can be read in two ways. Write the date like \`2023-11-03 14:05\` or \`3 Nov 14:05\`.`,
  );
};
