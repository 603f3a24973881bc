import type { Draft, Figure } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Words } from './words.ts';

/** Who is hurt, and how. The figures are read from the words, which stay as they were typed. */
export const setImpact =
  ({ words, at }: { readonly words: Words; readonly at?: Date }) =>
  (_: Incident): Draft[] => [
    { kind: 'impact.set', data: { words, figures: readFigures(words.text), services: readServices(words.text) }, at },
  ];

const about = String.raw`(?<about>~|≈|\b(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|circa|ca\.?|estimated)\s+)?\s*`;
const number = String.raw`\d{1,3}(?:[ ,'’]\d{3})+(?!\d)|\d+(?:\.\d+)?`;
const scale = String.raw`[km](?![a-z])|thousand\b|million\b`;
const to = String.raw`\s*(?:[-–—]|to|(?<=\bbetween\s[^.]{1,20})and)\s*`;
const whose = String.raw`(?:(?:active|affected|paying|unique|daily|monthly|of (?:our|the|all)|our|the)\s+)*`;

const percents = new RegExp(
  String.raw`${about}(?<![\w.,])(?<low>${number})(?:\s*%)?(?:${to}(?<high>${number}))?\s*(?:%|percent\b|per cent\b)`,
  'gi',
);
const counts = new RegExp(
  String.raw`${about}(?<![\w.,])(?<low>${number})\s*(?<lowScale>${scale})?(?:${to}(?<high>${number})\s*(?<scale>${scale})?)?\+?\s*${whose}(?:users?|customers?|people|accounts?)\b`,
  'gi',
);

/**
 * The figures in a text: every percentage up to 100, whatever it is of ("5% error rate", too), and every number of users.
 * `~40%`, `40-50%`, `about 200k users`, `200,000 users`.
 */
export const readFigures = (text: string): Figure[] => [
  ...figuresIn(text, percents, 'percent').filter(({ high }) => high <= 100),
  ...figuresIn(text, counts, 'users'),
];

const figuresIn = (text: string, pattern: RegExp, unit: Figure['unit']): Figure[] =>
  [...text.matchAll(pattern)].map(({ groups = {} }) => {
    const [first, last] = [amountOf(groups.low), amountOf(groups.high ?? groups.low)];
    // In `40-50k` the scale is that of both; in `500-2k` it is not.
    const both = first < last || groups.high === undefined ? groups.scale : undefined;
    const low = first * scaleOf(groups.lowScale ?? both);
    const high = groups.high === undefined ? low : last * scaleOf(groups.scale);
    return { unit, low: Math.min(low, high), high: Math.max(low, high), estimated: groups.about !== undefined };
  });

const amountOf = (digits = '0'): number => Number(digits.replace(/[ ,'’]/g, ''));

const scaleOf = (name = ''): number => ({ k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 })[name.toLowerCase()] ?? 1;

/** `services:checkout,payments` anywhere in the text. */
export const readServices = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\bservices?:(\S*[^\s.,;:!?)])/gi)].flatMap(([, list = '']) => list.split(',').filter(Boolean)),
  ),
];
