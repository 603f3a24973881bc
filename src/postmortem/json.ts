import type { Entry } from '../incident/entry.ts';
import type { Paragraph } from '../incident/incident.ts';
import { jsonVersion, type PostmortemJson } from './json-shape.ts';
import type { Line } from './lines.ts';
import { rowsOf } from './log.ts';
import { disguise } from './names.ts';
import type { Path } from './paths.ts';
import { missing, type Postmortem } from './postmortem.ts';
import type { Value } from './value.ts';

/** The document as JSON, by `postmortem.schema.json`: every value with its provenance, and the whole log. */
export const toJson = (pm: Postmortem, entries: readonly Entry[]): string =>
  `${JSON.stringify(jsonOf(pm, entries), null, 2)}\n`;

/** The same in one line, for many documents in one stream. */
export const toJsonLine = (pm: Postmortem, entries: readonly Entry[]): string =>
  `${JSON.stringify(jsonOf(pm, entries))}\n`;

const jsonOf = (pm: Postmortem, entries: readonly Entry[]): AsWritten<PostmortemJson> => {
  const { options, number, title, status, zone, channel, severity, lastSeverity, lead, roles, responders } = pm;
  const flags = { private: pm.private, test: pm.test };
  const log = rowsOf(disguise(entries, options.names, options.people));
  return {
    format: 'debrief-postmortem',
    version: jsonVersion,
    names: options.names,
    compiledAt: options.now,
    incident: {
      ...{ number, title, status, zone, ...flags, channel },
      ...{ severity: known(severity), lastSeverity, lead: known(lead), roles, responders },
    },
    document: pm.document,
    summary: known(pm.summary, texts),
    start: known(pm.span.start),
    end: known(pm.span.end),
    duration: known(pm.span.length),
    impact: {
      words: known(pm.harm.words, text),
      at: pm.harm.at,
      peaks: known(pm.harm.peaks),
      services: known(pm.harm.services),
    },
    detection: { at: known(pm.detection.at), how: known(pm.detection.how), words: pm.detection.words?.text },
    cause: known(pm.cause),
    resolution: known(pm.fix),
    figures: pm.figures.map((figure) => ({ ...figure, length: known(figure.length) })),
    timeline: pm.timeline.map(line),
    misleadingPaths: pm.paths.map(path),
    gaps: pm.gaps,
    sections: Object.fromEntries(Object.entries(pm.sections).map(([name, all]) => [name, all.map(paragraph)])),
    improvements: known(pm.improvements, (all) => all.map(paragraph)),
    tasks: known(pm.tasks, (all) =>
      all.map((task) => ({ ...task, words: text(task.words), details: texts(task.details) })),
    ),
    openQuestions: pm.openHypotheses.map((each) => each.number),
    links: pm.links.map(({ url, words, by }) => ({ url, words: words?.text, by })),
    missing: missing(pm),
    log,
  };
};

/** What JSON.stringify makes the shape of: instants are dates, nothing is changed any more. */
type AsWritten<T> = T extends readonly (infer U)[]
  ? readonly AsWritten<U>[]
  : T extends object
    ? { readonly [K in keyof T]: AsWritten<T[K]> }
    : T extends string
      ? string extends T
        ? string | Date
        : T
      : T;

type Text = { readonly text: string };
const text = (words: Text): string => words.text;
const texts = (all: readonly Text[]): string[] => all.map(text);

/** A missing value is null, not absent. */
const known = <T, U = T>({ value, from, wanted }: Value<T>, shown?: (value: T) => U) => {
  const said = value === undefined || !shown ? value : shown(value);
  return { value: (said ?? null) as U | null, from, wanted }; // Without `shown`, U is T.
};

const paragraph = ({ words, details, by, at }: Paragraph) => ({ words: text(words), details: texts(details), by, at });

const line = (each: Line) => {
  const { number, at, recordedAt, kind, label, words, author, recorder, source, milestone, about, files } = each;
  const before = each.history.map(({ entry, until, by }) => ({ words: wordsOf(entry), at: entry.at, until, by }));
  const said = { number, at, recordedAt, kind, label, words: text(words), author, recorder, source, milestone, about };
  const state = { deleted: each.deleted, redacted: each.redacted };
  return { ...said, permalink: each.message?.permalink, files, ...state, before };
};

const wordsOf = ({ data }: Entry): string => ('words' in data && data.words ? data.words.text : '');

const path = ({ claim, plausible, ruledOutBy, from, to, hypothesis, ruledOut }: Path) => ({
  claim: text(claim),
  plausible: texts(plausible),
  ruledOutBy: ruledOutBy?.text ?? null,
  from: from ?? null,
  to,
  hypothesis: hypothesis ?? null,
  ruledOut,
});
