import type { Incident, Moment } from '../incident/incident.ts';
import type { Milestones } from '../incident/milestones.ts';
import { timeline } from '../incident/timeline.ts';
import { captured, derived, lacking, type Value } from './value.ts';
import type { Wanted } from './wanted.ts';

/** From when to when. `length` is in milliseconds; it is missing while there is no end, or when the end lies before the start. */
export type Span = { readonly start: Value<Date>; readonly end: Value<Date>; readonly length: Value<number> };

export const spanOf = (incident: Incident, reached: Milestones, wanted: Wanted): Span => {
  const start = startOf(incident, reached, wanted);
  const { resolved } = reached;
  const end = resolved ? captured(resolved.entry.at, resolved.number) : lacking(wanted('end'));
  const length = start.value && end.value ? +end.value - +start.value : -1;
  return { start, end, length: length < 0 ? lacking() : derived(length, 'from the start to the end') };
};

const startOf = (incident: Incident, { started, detected }: Milestones, wanted: Wanted): Value<Date> => {
  if (started) return captured(started.entry.at, started.number);
  const guess = (value: Date, how: string, moment?: Moment): Value<Date> => ({
    ...derived(value, how, ...(moment ? [moment.number] : [])),
    wanted: wanted('start'),
  });
  if (detected) return guess(detected.entry.at, 'the time at which it was detected', detected);
  const first = timeline(incident).find(isSign);
  if (first && first.entry.kind !== 'incident.opened')
    return guess(first.entry.at, 'the time of the earliest entry', first);
  const opened = first?.entry.at ?? incident.openedAt;
  return opened
    ? guess(opened, 'the time at which the incident was opened in Debrief', first)
    : lacking(wanted('start'));
};

/** Whether it shows that the incident was already there. */
const isSign = ({ entry }: Moment): boolean =>
  entry.kind === 'marked'
    ? entry.data.kind !== 'note'
    : !['gap.declared', 'incident.resolved', 'incident.cancelled', 'entry.unreadable'].includes(entry.kind);
