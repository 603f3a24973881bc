import type { ListItem, RootContent } from 'mdast';
import { debrief, type Entry } from '../incident/entry.ts';
import type { Move, Standing, Wording } from '../incident/incident.ts';
import { remember } from '../incident/remember.ts';
import { stamp, stampsIn } from '../incident/stamp.ts';
import { tell } from '../incident/tell.ts';
import type { Line } from './lines.ts';
import { longList, type Pen } from './markdown-lines.ts';
import { linkTo } from './markdown-measures.ts';
import {
  bullet,
  code,
  heading,
  type Inline,
  inline,
  item,
  list,
  named,
  paragraph,
  ref,
  text,
} from './markdown-nodes.ts';
import { plainLink } from './markdown-plain.ts';
import type { Postmortem } from './postmortem.ts';

/** Where each told entry comes from: its message, its author, its times, and how it read before. */
export const evidence = (pm: Postmortem): RootContent[] =>
  pm.timeline.length > 0
    ? [
        heading(2, 'Evidence'),
        ...longList(
          pm.timeline.toSorted((a, b) => a.number - b.number),
          {
            line: (pen) => originLines(pm, pen),
            tree: (line) => proof(pm, line),
          },
        ),
        ...takenOff(pm),
      ]
    : [];

/** What came as one message or one command and nobody touched since. All else is left to the tree. */
const originLines = (pm: Postmortem, pen: Pen) => {
  // Either comes in order, and remembers its own minute.
  const [stamped, marked] = [stampsIn(pm.zone), stampsIn(pm.zone)];
  const by = remember((name: string) => (pm.options.names === 'none' ? '' : joined(' by ', pen.text(name))));
  const reacted = remember((name: string) => joined(' with ', pen.code(`:${name}:`)));
  const through = ({ via }: Standing) => (via.type === 'reaction' ? reacted(via.name) : said[via.type]);
  return (line: Line): string | undefined => {
    const { number, at, recordedAt, author, recorder, message, files } = line;
    if (line.redacted || line.deleted || line.history.length + line.moves.length + files.length > 0) return undefined;
    const place = message ? message.permalink : line.said;
    const source = message ? 'message' : sources[line.source];
    const from = place ? plainLink(place, source) : source;
    const who = author.id === debrief.id ? ' by Debrief' : by(author.name);
    if (from === undefined || who === undefined) return undefined;
    const start = `[${number}] `;
    let text = `${start}${stamped(at)}, ${from}${who}`;
    for (const each of line.standing) {
      const how = through(each);
      const marker = by(each.entry.recorder.name);
      if (how === undefined || marker === undefined) return undefined;
      text += `, marked ${marked(each.entry.recordedAt)}${how}${marker}`;
    }
    if (message || !isRecordedLater(line)) return text;
    const scribe = recorder.id === author.id ? '' : by(recorder.name);
    return joined(`${text}, recorded ${marked(recordedAt)}`, scribe);
  };
};

const joined = (before: string, after: string | undefined): string | undefined =>
  after === undefined ? undefined : before + after;

const proof = (pm: Postmortem, line: Line): ListItem => {
  const edits = editsOf(line).map((wording) => edit(pm, line, wording));
  return named(`evidence-${line.number}`, item([paragraph(...origins(pm, line)), ...list(edits)]));
};

/** Of what was redacted nothing is left of how it read. */
const editsOf = ({ redacted, history }: Line): readonly Wording[] => (redacted ? [] : history);

const origins = (pm: Postmortem, line: Line): Inline[] => {
  const { at, recordedAt, author, message, files } = line;
  const name = (person: { name: string }): string => (pm.options.names === 'none' ? '' : ` by ${person.name}`);
  const by = author.id === debrief.id ? ' by Debrief' : name(author);
  const told: Inline[] = [ref(line.number), ` ${stamp(at, pm.zone)}, `, ...origin(line), by];
  for (const each of line.standing)
    told.push(`, marked ${stamp(each.entry.recordedAt, pm.zone)}`, ...through(each), name(each.entry.recorder));
  if (!message && isRecordedLater(line))
    told.push(`, recorded ${stamp(recordedAt, pm.zone)}`, line.recorder.id === author.id ? '' : name(line.recorder));
  if (line.redacted) told.push(`, redacted ${stamp(line.redacted.at, pm.zone)}`, name(line.redacted.by));
  for (const move of line.moves) told.push(`, ${moved(pm, move)}`);
  for (const { name: called, permalink } of files) told.push(', file ', permalink ? linkTo(permalink, called) : called);
  if (line.deleted) told.push(' (deleted in Slack)');
  return told;
};

const isRecordedLater = ({ at, recordedAt }: Line): boolean => Math.abs(recordedAt.getTime() - at.getTime()) >= 1000;

/** That something was taken off is told; what it said is not. */
const takenOff = (pm: Postmortem): RootContent[] => {
  if (pm.takenOff.length === 0) return [];
  const each = pm.takenOff.map(({ number, move }) => `#${number} (${moved(pm, move)})`);
  return [paragraph(`Not on the timeline: ${each.join(', ')}`)];
};

const moved = (pm: Postmortem, { hidden, at, by }: Move): string =>
  `${hidden ? 'taken off' : 'put back'} ${stamp(at, pm.zone)}${pm.options.names === 'none' ? '' : ` by ${by.name}`}`;

const origin = ({ message, source, said }: Line): Inline[] => {
  if (message) return [message.permalink ? linkTo(message.permalink, 'message') : 'message'];
  return [said ? linkTo(said, sources[source]) : sources[source]];
};

const sources: Readonly<Record<Entry['source']['type'], string>> = {
  command: 'command',
  form: 'form',
  button: 'button',
  message: 'message',
  reaction: 'reaction',
  pin: 'pin',
  shortcut: 'shortcut',
  alert: 'alert',
  import: 'import',
  cli: 'command line',
  debrief: 'noted',
};

const through = ({ via }: Standing): Inline[] => {
  if (via.type === 'reaction') return [' with ', code(`:${via.name}:`)];
  return [said[via.type]];
};

const said = { pin: ' with a pin', shortcut: ' with the shortcut' } as const;

/** How it read until somebody changed it: the words, and what else is different now. */
const edit = (pm: Postmortem, line: Line, { entry, until, by }: Wording): ListItem => {
  const before = tell(entry);
  const whose = pm.options.names === 'none' ? '' : ` by ${by.name}`;
  const time = +entry.at === +line.at ? '' : `${stamp(entry.at, pm.zone)}, `;
  const kind = before && before.label !== line.label ? `${before.label}: ` : '';
  const words = before ? inline(before.words) : [text('')];
  return bullet(`until ${stamp(until, pm.zone)} (changed${whose}): ${time}${kind}“`, ...words, '”');
};
