import type { Figure } from '../incident/entry.ts';
import { readFigures, readServices } from '../incident/impact.ts';
import type { Incident } from '../incident/incident.ts';
import { timeline } from '../incident/timeline.ts';
import type { Words } from '../incident/words.ts';
import { captured, derived, lacking, type Value } from './value.ts';
import type { Wanted } from './wanted.ts';

/** The highest figure of its unit that was ever given, and when. */
export type Peak = Figure & { readonly at: Date; readonly entry: number };

export type Harm = {
  /** What was said last. */
  readonly words: Value<Words>;
  readonly at?: Date;
  readonly peaks: Value<readonly Peak[]>;
  readonly services: Value<readonly string[]>;
};

export const harmOf = (incident: Incident, wanted: Wanted): Harm => {
  const told = timeline(incident).flatMap(({ number, entry, history }) =>
    entry.kind === 'impact.set'
      ? [{ number, at: entry.at, ...entry.data, ...(history.length > 0 && read(entry.data.words)) }]
      : [],
  );
  const last = told.at(-1);
  if (!last) return { words: lacking(wanted('impact')), peaks: lacking(), services: lacking() };
  const all = told.flatMap(({ number, at, figures }) => figures.map((each) => ({ ...each, at, entry: number })));
  const peaks = (['percent', 'users'] as const).flatMap((unit) => peakOf(all.filter((each) => each.unit === unit)));
  const services = [...new Set(told.flatMap((each) => each.services))];
  const numbers = told.map(({ number }) => number);
  return {
    words: captured(last.words, last.number),
    at: last.at,
    peaks:
      peaks.length > 0
        ? derived(peaks, 'the highest figure of each unit', ...peaks.map(({ entry }) => entry))
        : lacking(wanted('impact figures')),
    services: services.length > 0 ? derived(services, 'every service that was named', ...numbers) : lacking(),
  };
};

/** An edit changes the words; the figures are those of the last words. */
const read = ({ text }: Words) => ({ figures: readFigures(text), services: readServices(text) });

/** Of equal figures the first one. */
const peakOf = (figures: readonly Peak[]): Peak[] =>
  figures.toSorted((a, b) => b.high - a.high || b.low - a.low || +a.at - +b.at).slice(0, 1);

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** `about 40% of users`, `40 to 50% of users`, `200,000 users`. */
export const figureInWords = ({ unit, low, high, estimated }: Figure): string => {
  const range = low === high ? grouped.format(high) : `${grouped.format(low)} to ${grouped.format(high)}`;
  return `${estimated ? 'about ' : ''}${range}${unit === 'percent' ? '%' : ' users'}`;
};
