import type { Gathered } from './gather.ts';
import type { Draft, Entry } from './incident/entry.ts';
import { forward, type Incident } from './incident/incident.ts';
import { Absence } from './incident/message.ts';
import { Refusal } from './incident/refusal.ts';
import type { Hand, Outcome, Stroke } from './stroke.ts';

/** Decides one stroke after the other, each upon what the ones before it wrote. */
export const draw = (
  past: Incident,
  strokes: readonly Stroke[],
  messages: Gathered,
  log: readonly Entry[],
  recordedAt: Date,
) => {
  let incident = past;
  const news: Entry[] = [];
  const handled: number[] = [];
  const outcomes = strokes.map(({ hand, decide, handles, ...asks }): Outcome => {
    const outcome = attempt(() => {
      const entries = decide(incident, messages.get, asks.log ? [...log, ...news] : []).map((draft, i) =>
        stamp(incident, i, draft, hand, recordedAt),
      );
      incident = forward(incident, entries);
      for (const entry of entries) messages.take(entry);
      news.push(...entries);
      return entries;
    });
    if (handles !== undefined && outcome.type !== 'absent') handled.push(handles);
    return outcome;
  });
  return { incident, news, handled, outcomes };
};

const attempt = (write: () => readonly Entry[]): Outcome => {
  try {
    return { type: 'written', news: write() };
  } catch (error) {
    if (error instanceof Refusal) return { type: 'refused', refusal: error };
    if (error instanceof Absence) return { type: 'absent', absence: error };
    throw error;
  }
};

const stamp = (
  incident: Incident,
  i: number,
  draft: Draft,
  { recorder, source, typed }: Hand,
  recordedAt: Date,
): Entry => {
  const { at = recordedAt, author = recorder, ...happening } = draft;
  const stamped = { incident: incident.id, seq: incident.seq + i + 1, at, recordedAt, author, recorder, source };
  return { ...happening, ...stamped, ...(typed !== undefined && { typed }) };
};
