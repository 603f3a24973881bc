import { z } from 'zod';
import { detections, statuses, taskTypes } from '../incident/entry.ts';

/** The version of the shape below; it grows by one when a reader of the one before could be wrong about something. */
export const jsonVersion = 1;

const instant = z.iso.datetime().describe('UTC, to the millisecond');
const person = z.object({ id: z.string(), name: z.string() });
const number = z.int().describe('The number by which people call a told entry: 12 for #12');

const provenance = z.discriminatedUnion('type', [
  z.object({ type: z.literal('captured'), entries: z.array(number) }),
  z.object({ type: z.literal('entered'), by: person, at: instant }),
  z.object({ type: z.literal('derived'), how: z.string(), entries: z.array(number) }),
  z.object({ type: z.literal('missing') }),
]);

const missing = z.object({ what: z.string(), why: z.string(), command: z.string(), ask: person.optional() });

const known = <T extends z.ZodType>(value: T) =>
  z.object({ value: value.nullable(), from: provenance, wanted: missing.optional() });

const milliseconds = z.number().describe('Milliseconds');

const paragraph = z.object({ words: z.string(), details: z.array(z.string()), by: person, at: instant });

const peak = z.object({
  unit: z.enum(['percent', 'users']),
  low: z.number(),
  high: z.number(),
  estimated: z.boolean(),
  at: instant,
  entry: number,
});

const file = z.object({
  id: z.string(),
  name: z.string(),
  mimetype: z.string().optional(),
  size: z.number().optional(),
  permalink: z.string().optional(),
});

const line = z.object({
  number,
  at: instant,
  recordedAt: instant,
  kind: z.string(),
  label: z.string(),
  words: z.string(),
  author: person,
  recorder: person,
  source: z.string(),
  milestone: z.string().optional(),
  about: number.optional().describe('The hypothesis that this rules out or confirms'),
  permalink: z.string().optional(),
  files: z.array(file),
  deleted: z.boolean().describe('The message was deleted in Slack'),
  redacted: z.object({ by: person, at: instant }).optional().describe('Who destroyed its words, and when'),
  before: z.array(z.object({ words: z.string(), at: instant, until: instant, by: person })),
});

const path = z.object({
  claim: z.string(),
  plausible: z.array(z.string()),
  ruledOutBy: z.string().nullable(),
  from: instant.nullable(),
  to: instant,
  hypothesis: number.nullable(),
  ruledOut: number,
});

const task = z.object({
  number: z.int(),
  /** The row of the log that added it. */
  seq: z.int(),
  words: z.string(),
  details: z.array(z.string()),
  owner: person.optional(),
  due: z.string().optional(),
  type: z.enum(taskTypes).optional(),
  link: z.string().optional(),
  done: z.boolean(),
  addedAt: instant,
  by: person,
});

const row = z.object({
  seq: z.int(),
  kind: z.string(),
  number: number.optional(),
  at: instant,
  recordedAt: instant,
  author: person,
  recorder: person,
  source: z.looseObject({ type: z.string() }),
  typed: z.string().optional(),
  label: z.string().optional(),
  words: z.string(),
  message: z
    .object({
      channel: z.string(),
      ts: z.string(),
      version: z.string(),
      thread: z.string().optional(),
      permalink: z.string().optional(),
      files: z.array(file),
      bot: z.string().optional(),
      before: z.array(z.object({ version: z.string(), words: z.string(), recordedAt: instant })),
      deletedAt: instant.optional(),
      forgotten: z.boolean().describe('Deleted before anybody marked it: its words are gone'),
    })
    .optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** The document as JSON: every value with its provenance, and the whole log. */
export const jsonShape = z.object({
  format: z.literal('debrief-postmortem'),
  version: z.literal(jsonVersion),
  names: z.enum(['names', 'roles', 'none']),
  compiledAt: instant,
  incident: z.object({
    number: z.int(),
    title: z.string(),
    status: z.enum([...statuses, 'unheard']),
    zone: z.string().describe('An IANA name, a fixed abbreviation or an offset'),
    private: z.boolean(),
    test: z.boolean(),
    channel: z.object({ id: z.string(), name: z.string() }).optional(),
    severity: known(z.string()),
    lastSeverity: z.string().optional(),
    lead: known(person),
    roles: z.record(z.string(), person),
    responders: z.array(person),
  }),
  document: z.object({ state: z.enum(['draft', 'in review', 'final']), owner: person.optional() }),
  summary: known(z.array(z.string())),
  start: known(instant),
  end: known(instant),
  duration: known(milliseconds),
  impact: z.object({
    words: known(z.string()),
    at: instant.optional(),
    peaks: known(z.array(peak)),
    services: known(z.array(z.string())),
  }),
  detection: z.object({ at: known(instant), how: known(z.enum(detections)), words: z.string().optional() }),
  cause: known(z.string()).describe('In one line'),
  resolution: known(z.string()).describe('In one line'),
  figures: z.array(
    z.object({ name: z.string(), definition: z.string(), length: known(milliseconds), atLeast: z.boolean() }),
  ),
  timeline: z.array(line),
  misleadingPaths: z.array(path),
  gaps: z.array(z.object({ from: instant, to: instant, read: z.int(), entry: number })),
  sections: z.record(z.string(), z.array(paragraph)),
  improvements: known(z.array(paragraph)),
  tasks: known(z.array(task)),
  openQuestions: z.array(number).describe('Hypotheses that are neither ruled out nor confirmed'),
  links: z.array(z.object({ url: z.string(), words: z.string().optional(), by: person })),
  missing: z.array(missing),
  log: z.array(row).describe('Everything that was written, one row for each message'),
});

export type PostmortemJson = z.infer<typeof jsonShape>;
