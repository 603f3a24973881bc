import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { debrief } from '../incident/entry.ts';
import { readAfterwards } from '../incident/gaps.ts';
import { remember } from '../incident/remember.ts';
import { perMinute } from '../incident/stamp.ts';
import { clockLabel, longDay } from '../incident/zone.ts';
import { inWords } from './duration.ts';
import type { Gap } from './gaps.ts';
import type { Line } from './lines.ts';
import { longList, type Pen } from './markdown-lines.ts';
import {
  bullet,
  code,
  type Flow,
  heading,
  type Inline,
  inline,
  item,
  list,
  named,
  paragraph,
  phrases,
  ref,
  strong,
  told,
} from './markdown-nodes.ts';
import type { Path } from './paths.ts';
import type { Postmortem } from './postmortem.ts';
import { clockRange } from './range.ts';

export const timelineSection = (pm: Postmortem): RootContent[] => {
  const misleading = new Set(pm.paths.map(({ hypothesis }) => hypothesis));
  const dayOf = perMinute((at) => longDay(at, pm.zone));
  const days = Map.groupBy(pm.timeline, ({ at }) => dayOf(at));
  return [
    heading(2, `Timeline (${pm.zone})`),
    ...(days.size === 0 ? [paragraph('Nothing is on the timeline.')] : []),
    ...[...days].flatMap(([day, lines]): RootContent[] => [
      paragraph({ type: 'emphasis', children: phrases(day) }),
      ...longList(lines, {
        line: (pen) => entryLines(pm, misleading, pen),
        tree: (line) => entry(pm, line, misleading.has(line.number)),
      }),
    ]),
    ...misleadingPaths(pm),
    ...gaps(pm),
  ];
};

/**
 * Most entries are their time, their label, one line of words and who said them. All else is left to the tree. What many lines
 * share is put together once: V8 puts a document together from its pieces, and short pieces take as long as long ones.
 */
const entryLines = (pm: Postmortem, misleading: ReadonlySet<number | undefined>, pen: Pen) => {
  const clock = perMinute((at) => pen.bold(clockLabel(at, pm.zone)));
  const labelled = remember((label: string) => between(' ', pen.bold(`${label}:`), ' '));
  const by = remember((name: string) => between(' (', pen.text(name), ')'));
  return (line: Line): string | undefined => {
    const { at, words, author, number, milestone, about, deleted } = line;
    if (milestone || about !== undefined || deleted || misleading.has(number)) return undefined;
    const said = pen.words(words);
    const who = isNamed(pm, line) ? by(author.name) : '';
    const time = clock(at);
    const label = labelled(line.label);
    if (!said || who === undefined || !time || !label) return undefined;
    const end = ` [${number}]`;
    return time + label + said + who + end;
  };
};

const between = (before: string, text: string | undefined, after: string): string | undefined =>
  text === undefined ? undefined : before + text + after;

const entry = (pm: Postmortem, line: Line, isMisleading: boolean): ListItem => {
  const { lead, label, tail } = around(pm, line, isMisleading);
  const id = `entry-${line.number}`;
  const looks = [...(line.milestone ? ['milestone'] : []), ...(isMisleading ? ['misleading'] : [])];
  if (!line.milestone) return named(id, item(told([...lead, strong(label), ' '], line.words, tail)), looks);
  const bold = (said: readonly PhrasingContent[]): Inline[] => [
    strong(label, ...(said.length > 0 ? [' ', ...said.flatMap(plainer)] : [])),
  ];
  return named(id, item(told(lead, line.words, tail, bold)), looks);
};

/** What stands before and after the words. */
const around = (pm: Postmortem, line: Line, isMisleading: boolean) => ({
  lead: [strong(clockLabel(line.at, pm.zone)), ' '] satisfies Inline[],
  label: `${line.label}${isMisleading ? ' (misleading path)' : ''}:`,
  tail: [...notes(pm, line, isMisleading), ' ', ref(line.number)] satisfies Inline[],
});

/** Inside bold words, bold says nothing. */
const plainer = (phrase: PhrasingContent): PhrasingContent[] => (phrase.type === 'strong' ? phrase.children : [phrase]);

const isNamed = ({ options }: Postmortem, { author }: Line): boolean =>
  options.names !== 'none' && author.id !== debrief.id;

/** Who raised what turned out to be wrong stands in the evidence only. */
const notes = (pm: Postmortem, line: Line, isMisleading: boolean): Inline[] => {
  const verdict = line.kind === 'ruled-out' ? 'rules out ' : 'confirms ';
  const said: Inline[][] = [
    ...(isNamed(pm, line) && !isMisleading ? [[line.author.name]] : []),
    ...(line.about !== undefined ? [[verdict, ref(line.about)]] : []),
    ...(line.deleted ? [['deleted in Slack']] : []),
  ];
  return said.length > 0 ? [' (', ...said.flatMap((each, i) => (i > 0 ? ['; ', ...each] : each)), ')'] : [];
};

const misleadingPaths = (pm: Postmortem): RootContent[] =>
  pm.paths.length > 0
    ? [heading(3, 'Misleading paths'), ...list(pm.paths.map((path) => misleadingPath(pm, path)))]
    : [];

const misleadingPath = (pm: Postmortem, path: Path): ListItem => {
  const when = path.from
    ? ` (${clockRange(path.from, path.to, pm.zone)}, ${inWords(+path.to - +path.from)})`
    : ` (ruled out at ${clockLabel(path.to, pm.zone)}; nobody wrote when it was first believed)`;
  const claim = paragraph(strong(...inline(path.claim).flatMap(plainer)), when);
  const proof = path.ruledOutBy
    ? told(['What ruled it out: '], path.ruledOutBy, [' ', ref(path.ruledOut)])
    : [paragraph('What ruled it out: not written ', ref(path.ruledOut))];
  const isBare = path.hypothesis === undefined && !path.ruledOutBy;
  return item([claim, ...list(isBare ? [untold(pm, path)] : [because(pm, path), item(proof)])]);
};

const untold = (pm: Postmortem, { ruledOut }: Path): ListItem =>
  bullet(
    'Why it was plausible then, and what ruled it out: not written yet; add it as further lines with ',
    code(`${pm.options.command ?? '/incident'} edit #${ruledOut} …`),
    ' ',
    ref(ruledOut),
  );

const because = ({ options: { command = '/incident' } }: Postmortem, path: Path): ListItem => {
  const lead = 'Why it was plausible then: ';
  const number = path.hypothesis;
  const [first, ...others] = path.plausible;
  const end: Inline[] = number === undefined ? [] : [' ', ref(number)];
  if (first) return item([...told([lead], first, end), ...others.flatMap((words): Flow[] => told([], words))]);
  return number === undefined
    ? bullet(lead, 'not written')
    : bullet(
        lead,
        'not written yet; add it as further lines with ',
        code(`${command} edit #${number} …`),
        ' ',
        ref(number),
      );
};

const gaps = ({ gaps: all, zone }: Postmortem): RootContent[] => {
  const gap = ({ from, to, entry: number, ...read }: Gap): ListItem =>
    bullet(`${clockRange(from, to, zone)}: Debrief was not listening; `, `${readAfterwards(read)} `, ref(number));
  return all.length > 0 ? [heading(3, 'Gaps in the record'), ...list(all.map(gap))] : [];
};
