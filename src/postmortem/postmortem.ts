import { debrief, type Entry, type MessageKey, type Person, type Section, type Status } from '../incident/entry.ts';
import type { Incident, Link, Move, Paragraph, Task } from '../incident/incident.ts';
import { type Milestones, milestones } from '../incident/milestones.ts';
import type { Words } from '../incident/words.ts';
import { type Detected, detectionOf } from './detection.ts';
import { figuresOf, type KeyFigure } from './figures.ts';
import { type Gap, gapsOf } from './gaps.ts';
import { type Harm, harmOf } from './impact.ts';
import { type Line, linesOf } from './lines.ts';
import { disguise, type Names } from './names.ts';
import { causeOf, fixOf } from './one-line.ts';
import { openIn, type Path, pathsOf } from './paths.ts';
import { respondersOf } from './responders.ts';
import { highest } from './severity.ts';
import { type Span, spanOf } from './span.ts';
import { composeSummary } from './summary.ts';
import { type Telling, tellingOf } from './telling.ts';
import { derived, lacking, type Missing, type Value } from './value.ts';
import { wantedIn } from './wanted.ts';

export type CompileOptions = {
  readonly names: Names;
  /** Only a document that is not resolved yet depends on it. */
  readonly now: Date;
  /** `https://acme.slack.com`, for links to messages of which the log has no permalink. */
  readonly teamUrl?: string;
  /** In which message an entry was said, by its seq: the link of one that is no message itself. */
  readonly said?: ReadonlyMap<number, MessageKey>;
  /** The slash command, as the document tells people to type it. */
  readonly command?: string;
  /** Highest first. Without it, severities are compared by the numbers in them. */
  readonly severities?: readonly string[];
  /** People who may be mentioned and are nowhere else in the log, so that their names are replaced, too. */
  readonly people?: readonly Person[];
};

/** What the log says, arranged for those who were not there. */
export type Postmortem = {
  readonly options: CompileOptions;
  readonly number: number;
  readonly title: string;
  readonly zone: string;
  readonly status: Status | 'unheard';
  readonly private: boolean;
  readonly test: boolean;
  readonly document: Incident['document'];
  readonly channel?: { readonly id: string; readonly name: string };
  readonly severity: Value<string>;
  /** The severity that held last. */
  readonly lastSeverity?: string;
  readonly lead: Value<Person>;
  readonly roles: Readonly<Record<string, Person>>;
  readonly responders: readonly Person[];
  readonly span: Span;
  readonly summary: Value<readonly Words[]>;
  readonly harm: Harm;
  readonly detection: Detected;
  /** In one line. */
  readonly cause: Value<string>;
  /** In one line. */
  readonly fix: Value<string>;
  readonly figures: readonly KeyFigure[];
  readonly timeline: readonly Line[];
  /** What was taken off the timeline by hand, by whom and when. */
  readonly takenOff: readonly { readonly number: number; readonly move: Move }[];
  readonly paths: readonly Path[];
  readonly openHypotheses: readonly Line[];
  readonly gaps: readonly Gap[];
  readonly milestones: Milestones;
  readonly sections: Readonly<Partial<Record<Section, readonly Paragraph[]>>>;
  readonly improvements: Value<readonly Paragraph[]>;
  readonly tasks: Value<readonly Task[]>;
  readonly links: readonly Link[];
};

/** The document is a pure function of the log: the same entries and options give the same postmortem. */
export const compile = (entries: readonly Entry[], options: CompileOptions): Postmortem =>
  compileTold(tellingOf(disguise(entries, options.names, options.people)), options);

/** The same of what is read already; whose names it has is as the options say. */
export const compileTold = ({ incident, bots }: Telling, options: CompileOptions): Postmortem => {
  const isAskable = ({ id }: Person) => options.names !== 'none' && id !== debrief.id && !bots.has(id);
  const wanted = wantedIn(incident, options.command ?? '/incident', isAskable);
  const reached = milestones(incident);
  const lines = linesOf(incident, options);
  const span = spanOf(incident, reached, wanted);
  const harm = harmOf(incident, wanted);
  const paths = pathsOf(lines);
  const cause = causeOf(incident, lines, wanted('root cause'));
  const fix = fixOf(incident, lines, wanted('resolution'));
  const { number, title, zone, status, document, channel, sections, roles, tasks, links } = incident;
  const isCancelled = status === 'cancelled';
  const severity = highest(incident.severities, options.severities);
  const written = sections.summary ?? [];
  const improvements = sections.improve ?? [];
  return {
    options,
    ...{ number, title, zone, status, private: incident.private, test: incident.test, document },
    ...(channel && { channel: { id: channel.id, name: channel.name } }),
    severity: severity ? derived(severity, 'the highest that was set') : lacking(wanted('severity')),
    ...(incident.severity && { lastSeverity: incident.severity }),
    lead: roles.lead ? derived(roles.lead, 'the last who was named lead') : lacking(wanted('lead')),
    ...{ roles, responders: respondersOf(lines, roles, bots), span, harm },
    summary:
      written.length > 0
        ? entered(written, ({ words }) => words)
        : composeSummary({ ...incident, isCancelled, span, harm, cause, fix }),
    detection: detectionOf(lines, reached.detected?.number, wanted),
    ...{ cause, fix, figures: figuresOf(incident, reached, span, paths) },
    ...{
      timeline: lines,
      takenOff: takenOffIn(incident),
      paths,
      openHypotheses: openIn(lines),
      gaps: gapsOf(incident),
      milestones: reached,
    },
    ...{ sections, links },
    improvements: improvements.length > 0 ? entered(improvements, (each) => each) : lacking(wanted('improvements')),
    tasks: tasks.length > 0 ? derived(tasks, 'every task that was added') : lacking(wanted('tasks')),
  };
};

/** The ids of the files that came with what is on the timeline. */
export const filesIn = ({ timeline }: Postmortem): string[] =>
  timeline.flatMap(({ files }) => files.map(({ id }) => id));

/**
 * What nobody has told yet, most needed first. A cancelled incident owes nothing. To ask people in Slack, compile with
 * `names`: under other names they have aliases for ids.
 */
export const missing = (pm: Postmortem): readonly Missing[] =>
  pm.status === 'cancelled'
    ? []
    : [
        pm.cause,
        pm.fix,
        pm.harm.words,
        pm.harm.peaks,
        pm.span.start,
        pm.span.end,
        pm.detection.at,
        pm.detection.how,
        pm.improvements,
        pm.tasks,
        pm.severity,
        pm.lead,
      ].flatMap(({ wanted }) => wanted ?? []);

const takenOffIn = ({ moments }: Incident): Postmortem['takenOff'] =>
  moments.flatMap(({ number, hidden, moves }) => {
    const move = moves.at(-1);
    return hidden && move ? [{ number, move }] : [];
  });

const entered = <T>(paragraphs: readonly Paragraph[], each: (paragraph: Paragraph) => T): Value<readonly T[]> => {
  const last = paragraphs.at(-1);
  return last ? { value: paragraphs.map(each), from: { type: 'entered', by: last.by, at: last.at } } : lacking();
};
