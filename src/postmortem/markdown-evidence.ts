import type { ListItem, RootContent } from 'mdast';
import { debrief, type Entry } from '../incident/entry.ts';
import type { Move, Standing, Wording } from '../incident/incident.ts';
import { tell } from '../incident/tell.ts';
import { abbreviationAt, clockTime, day } from '../incident/zone.ts';
import type { Line } from './lines.ts';
import { longList } from './markdown-lines.ts';
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
import type { Postmortem } from './postmortem.ts';

/** Where each told entry comes from: its message, its author, its times, and how it read before. */
export const evidence = (pm: Postmortem): RootContent[] =>
  pm.timeline.length > 0
    ? [
        heading(2, 'Evidence'),
        ...longList(
          pm.timeline.toSorted((a, b) => a.number - b.number),
          {
            line: (line) => (editsOf(line).length > 0 ? undefined : origins(pm, line)),
            tree: (line) => proof(pm, line),
          },
        ),
        ...takenOff(pm),
      ]
    : [];

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
  if (!message && Math.abs(+recordedAt - +at) >= 1000)
    told.push(`, recorded ${stamp(recordedAt, pm.zone)}`, line.recorder.id === author.id ? '' : name(line.recorder));
  if (line.redacted) told.push(`, redacted ${stamp(line.redacted.at, pm.zone)}`, name(line.redacted.by));
  for (const move of line.moves) told.push(`, ${moved(pm, move)}`);
  for (const { name: called, permalink } of files) told.push(', file ', permalink ? linkTo(permalink, called) : called);
  if (line.deleted) told.push(' (deleted in Slack)');
  return told;
};

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
  return [via.type === 'pin' ? ' with a pin' : ' with the shortcut'];
};

/** How it read until somebody changed it: the words, and what else is different now. */
const edit = (pm: Postmortem, line: Line, { entry, until, by }: Wording): ListItem => {
  const before = tell(entry);
  const whose = pm.options.names === 'none' ? '' : ` by ${by.name}`;
  const time = +entry.at === +line.at ? '' : `${stamp(entry.at, pm.zone)}, `;
  const kind = before && before.label !== line.label ? `${before.label}: ` : '';
  const words = before ? inline(before.words) : [text('')];
  return bullet(`until ${stamp(until, pm.zone)} (changed${whose}): ${time}${kind}“`, ...words, '”');
};

/** `2023-11-03 14:05:30 PST` */
const stamp = (at: Date, zone: string): string =>
  `${day(at, zone)} ${clockTime(at, zone, { seconds: true })} ${abbreviationAt(zone, at)}`;
