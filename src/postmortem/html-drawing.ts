import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { milestoneNames } from '../incident/milestones.ts';
import { brief } from '../incident/words.ts';
import { abbreviationAt, clockLabel } from '../incident/zone.ts';
import { plainText } from './html-nodes.ts';
import { clockIn, type Scale, scaleOf, ticksOf, WIDTH, widthOf } from './html-scale.ts';
import type { Path } from './paths.ts';
import type { Postmortem } from './postmortem.ts';

const ROW = 20;
const PATH_ROW = 36;
const MOST_PATHS = 12;

/** The timeline as a drawing: the milestones on a line of time, what was believed meanwhile below it. None of what took no time. */
export const drawing = (pm: Postmortem): Element[] => {
  const scale = scaleOf(pm);
  if (!scale) return [];
  const labels = labelsOf(pm, scale);
  const line = 10 + ROW * (1 + Math.max(0, ...labels.map(({ row }) => row)));
  const drawn = pm.paths.slice(0, MOST_PATHS);
  const height = line + 46 + PATH_ROW * drawn.length;
  return [
    h('figure', { className: ['drawing'] }, [
      h('div', { className: ['wide'], role: 'region', ariaLabel: 'Drawn timeline', tabIndex: 0 }, [
        s('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', ariaLabelledBy: 'drawn drawn-more' }, [
          s('title', { id: 'drawn' }, 'The incident on a line of time'),
          s('desc', { id: 'drawn-more' }, inWords(pm)),
          ...grid(pm, scale, line, height),
          s('rect', { class: 'line', x: scale.left, y: line, width: scale.right - scale.left, height: 8, rx: 4 }),
          ...hurt(pm, scale, line),
          ...pm.gaps.map(({ from, to }) => bar('gap', scale, line - 3, from, to, 14)),
          ...happenings(pm, scale, line),
          ...labels.flatMap(({ text, x, row, anchor }) => [
            s('line', { class: 'lead', x1: x, x2: x, y1: 10 + ROW * row, y2: line }),
            s('circle', { class: 'milestone', cx: x, cy: line + 4, r: 6 }),
            s('text', { x: anchor === 'end' ? x - 5 : x + 5, y: 16 + ROW * row, textAnchor: anchor }, text),
          ]),
          ...drawn.flatMap((path, n) => misled(path, scale, line + 62 + PATH_ROW * n)),
        ]),
      ]),
      h('figcaption', caption(pm, drawn.length)),
    ]),
  ];
};

type Label = { readonly text: string; readonly x: number; readonly row: number; readonly anchor: 'start' | 'end' };

/** Each label in the highest row in which it has room. */
const labelsOf = ({ milestones, zone }: Postmortem, scale: Scale): Label[] => {
  const taken: number[] = [];
  return milestoneNames
    .flatMap((name) => {
      const at = milestones[name]?.entry.at;
      return at ? [{ at, text: `${clockIn(scale, at, zone)} ${name}` }] : [];
    })
    .toSorted((a, b) => +a.at - +b.at)
    .map(({ at, text }): Label => {
      const x = scale.x(at);
      const width = widthOf(text) + 10;
      const anchor = x + width > scale.right ? 'end' : 'start';
      const [from, to] = anchor === 'end' ? [x - width, x] : [x, x + width];
      const free = taken.findIndex((end) => end < from);
      const row = free < 0 ? taken.length : free;
      taken[row] = Math.max(to, x);
      return { text, x, row, anchor };
    });
};

const grid = ({ zone }: Postmortem, scale: Scale, line: number, height: number): Element[] =>
  ticksOf(scale, zone).flatMap(({ at, text }) => {
    const x = scale.x(at);
    const half = widthOf(text) / 2;
    const middle = Math.min(Math.max(x, scale.left + half), scale.right - half);
    return [
      s('line', { class: 'grid', x1: x, x2: x, y1: line, y2: height - 4 }),
      s('text', { class: 'tick', x: middle, y: line + 34, textAnchor: 'middle' }, text),
    ];
  });

/** While users were hurt, and while it was watched afterwards. */
const hurt = ({ span, milestones, options, status }: Postmortem, scale: Scale, line: number): Element[] => {
  const start = span.start.value;
  const isOver = status === 'resolved' || status === 'cancelled';
  const end = span.end.value ?? (isOver ? undefined : options.now);
  if (!start || !end || end <= start) return [];
  const mitigated = milestones.mitigated?.entry.at;
  const relief = mitigated && mitigated > start && mitigated < end ? mitigated : end;
  return [
    bar('hurt', scale, line, start, relief, 8),
    ...(relief < end ? [bar('watched', scale, line, relief, end, 8)] : []),
  ];
};

/** A stroke for each entry, one where several are too near to be told apart. */
const happenings = ({ timeline }: Postmortem, scale: Scale, line: number): Element[] => {
  const places = new Set(timeline.filter(({ at }) => scale.holds(at)).map(({ at }) => Math.round(scale.x(at))));
  return [s('path', { class: 'entry', d: [...places].map((x) => `M${x} ${line + 12}v6`).join('') })];
};

const misled = ({ claim, from, to }: Path, scale: Scale, y: number): Element[] => {
  const text = plainText(brief(claim, 100));
  const x = scale.x(from ?? to);
  const fits = x + widthOf(text) < scale.right;
  return [
    s('text', { class: 'claim', x: fits ? x : scale.right, y, textAnchor: fits ? 'start' : 'end' }, text),
    bar('misled', scale, y + 6, from ?? to, to, 8),
  ];
};

const bar = (name: string, { x }: Scale, y: number, from: Date, to: Date, height: number): Element =>
  s('rect', { class: name, x: x(from), y, width: Math.max(4, x(to) - x(from)), height, rx: Math.min(4, height / 2) });

const inWords = ({ milestones, zone, paths }: Postmortem): string => {
  const reached = milestoneNames.flatMap((name) => {
    const at = milestones[name]?.entry.at;
    return at ? [`${name} ${clockLabel(at, zone)}`] : [];
  });
  const beliefs = paths.length === 1 ? '1 misleading path' : `${paths.length} misleading paths`;
  return `${[...reached, beliefs].join(', ')}. The list below tells all of it.`;
};

const caption = ({ paths, gaps, zone, span, options }: Postmortem, drawn: number): string =>
  [
    `Times in ${abbreviationAt(zone, span.start.value ?? options.now)}.`,
    ...(drawn > 0 ? ['Below the line: what was believed, until it was ruled out.'] : []),
    ...(paths.length > drawn ? [`${paths.length - drawn} more misleading paths are listed below.`] : []),
    ...(gaps.length > 0 ? ['Framed: Debrief was not listening.'] : []),
  ].join(' ');
