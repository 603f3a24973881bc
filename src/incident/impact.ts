import type { Draft, Figure } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Words } from './words.ts';

/** Who is hurt, and how. The figures are read from the words, which stay as they were typed. */
export const setImpact =
  ({ words, at }: { readonly words: Words; readonly at?: Date }) =>
  (_: Incident): Draft[] => [
    { kind: 'impact.set', data: { words, figures: readFigures(words.text), services: readServices(words.text) }, at },
  ];

const number = String.raw`\d{1,3}(?:[ ,'’]\d{3})+|\d+(?:\.\d+)?`;
const about = String.raw`(?<about>~|≈|\b(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|circa|ca\.?)\s+)?\s*`;
const range = `(?<low>${number})(?<lowScale>[km])?(?:\\s*(?:-|–|—|to)\\s*(?<high>${number}))?`;
const percents = new RegExp(`${about}(?<![\\d.,])${range}\\s*(?:%|percent\\b|per cent\\b)`, 'gi');
const counts = new RegExp(
  `${about}(?<![\\d.,])${range}\\s*(?<scale>[km]\\b|thousand\\b|million\\b)?\\s*(?:active |of our |affected )*(?:users|customers|people|accounts)\\b`,
  'gi',
);

/** Percent and number of users in a text: `~40%`, `40-50%`, `about 200k users`, `200,000 users`. */
export const readFigures = (text: string): Figure[] => [
  ...figuresIn(text, percents, 'percent'),
  ...figuresIn(text, counts, 'users'),
];

const figuresIn = (text: string, pattern: RegExp, unit: Figure['unit']): Figure[] =>
  [...text.matchAll(pattern)].flatMap(({ groups = {} }) => {
    const scale = scaleOf(groups.scale ?? groups.lowScale);
    const low = amountOf(groups.low) * scale;
    const high = groups.high === undefined ? low : amountOf(groups.high) * scale;
    if (unit === 'percent' && Math.max(low, high) > 100) return [];
    return [{ unit, low: Math.min(low, high), high: Math.max(low, high), estimated: groups.about !== undefined }];
  });

const amountOf = (digits = '0'): number => Number(digits.replace(/[ ,'’]/g, ''));

const scaleOf = (scale = ''): number => ({ k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 })[scale.toLowerCase()] ?? 1;

/** `services:checkout,payments` anywhere in the text. */
export const readServices = (text: string): string[] => [
  ...new Set([...text.matchAll(/\bservices?:(\S+)/gi)].flatMap(([, list = '']) => list.split(',').filter(Boolean))),
];
