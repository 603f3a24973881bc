import type { Incident } from '../incident/incident.ts';
import type { MilestoneName, Milestones } from '../incident/milestones.ts';
import { timeline } from '../incident/timeline.ts';
import type { Path } from './paths.ts';
import type { Span } from './span.ts';
import { derived, lacking, type Value } from './value.ts';

/** A key figure of one incident, in milliseconds, with what it means. Unknown is missing, never 0. */
export type KeyFigure = {
  readonly name: string;
  readonly definition: string;
  readonly length: Value<number>;
  /** There is more of it than could be measured. */
  readonly atLeast: boolean;
};

export const figuresOf = (
  incident: Incident,
  reached: Milestones,
  span: Span,
  paths: readonly Path[],
): readonly KeyFigure[] => {
  const { start } = span;
  const at = (name: MilestoneName) => reached[name]?.entry.at;
  const number = (name: MilestoneName) => reached[name]?.number ?? 0;
  const figure = (name: string, definition: string, from: Date | undefined, to: Date | undefined, ...of: number[]) => ({
    name,
    definition,
    length: between(from, to, definition, of),
    atLeast: false,
  });
  const update = timeline(incident).find(({ entry }) => entry.kind === 'update.given');
  const first = reached.started?.number ?? 0;
  return [
    figure(
      'Time to detect',
      'from the start of the impact to its detection',
      at('started'),
      at('detected'),
      first,
      number('detected'),
    ),
    figure(
      'Time to acknowledge',
      'from the detection to the first acknowledgement',
      at('detected'),
      at('acknowledged'),
      number('detected'),
      number('acknowledged'),
    ),
    figure(
      'Time to identify',
      'from the start to the identified cause',
      start.value,
      at('identified'),
      number('identified'),
    ),
    figure('Time to mitigate', 'from the start to the mitigation', start.value, at('mitigated'), number('mitigated')),
    figure('Time to resolve', 'from the start to the resolution', start.value, span.end.value, number('resolved')),
    figure(
      'Time to first update',
      'from the start to the first update given to stakeholders',
      start.value,
      update?.entry.at,
      update?.number ?? 0,
    ),
    misled(paths),
  ];
};

/** Missing when either end is unknown, or when they are out of order. */
const between = (from: Date | undefined, to: Date | undefined, how: string, entries: number[]): Value<number> =>
  from && to && to >= from ? derived(+to - +from, how, ...entries.filter((number) => number > 0)) : lacking();

/** Time on several paths at once counts once. */
const misled = (paths: readonly Path[]): KeyFigure => {
  const measured = paths.filter(({ from }) => from !== undefined);
  const entries = measured.flatMap(({ hypothesis, ruledOut }) => (hypothesis ? [hypothesis, ruledOut] : [ruledOut]));
  const length = union(measured.map(({ from, to }) => [+(from ?? to), +to]));
  return {
    name: 'Time on misleading paths',
    definition: 'from each wrong belief to what ruled it out; time on several at once counts once',
    length:
      measured.length > 0 ? derived(length, 'the union of the times of all misleading paths', ...entries) : lacking(),
    atLeast: measured.length > 0 && measured.length < paths.length,
  };
};

const union = (stretches: [from: number, to: number][]): number => {
  let reachedTo = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const [from, to] of stretches.toSorted(([a], [b]) => a - b)) {
    sum += Math.max(0, to - Math.max(from, reachedTo));
    reachedTo = Math.max(reachedTo, to);
  }
  return sum;
};
