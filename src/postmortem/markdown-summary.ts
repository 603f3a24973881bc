import type { ListItem, RootContent } from 'mdast';
import type { Detection } from '../incident/entry.ts';
import { abbreviationAt } from '../incident/zone.ts';
import { inWords } from './duration.ts';
import type { KeyFigure } from './figures.ts';
import { figureInWords, type Peak } from './impact.ts';
import {
  better,
  blocks,
  bullet,
  heading,
  type Inline,
  item,
  list,
  notKnown,
  paragraph,
  ref,
  refs,
  strong,
  table,
  told,
} from './markdown-nodes.ts';
import type { Postmortem } from './postmortem.ts';
import { clockBeside, clockDay, dayRange } from './range.ts';
import { closed } from './sentence.ts';
import type { Value } from './value.ts';

export const issueSummary = (pm: Postmortem): RootContent[] => [
  heading(2, 'Issue Summary'),
  ...(pm.summary.value ?? []).flatMap(blocks),
  ...list([
    item([paragraph(strong('Duration:'), ' ', ...duration(pm))]),
    impact(pm),
    item([paragraph(strong('Detection:'), ' ', ...detection(pm))]),
    item([paragraph(strong('Root cause:'), ' ', ...oneLine(pm.cause))]),
    item([paragraph(strong('Resolution:'), ' ', ...oneLine(pm.fix))]),
  ]),
  table([
    [['Key figure'], ['Value'], ['From what to what']],
    ...pm.figures.map((each) => [[each.name], [figure(each)], [each.definition]]),
  ]),
];

const duration = (pm: Postmortem): Inline[] => {
  const { span, zone } = pm;
  const { start, end, length } = span;
  const basis: Inline[] = start.from.type === 'derived' ? [` The start is ${start.from.how}`, ...refs(start.from)] : [];
  const why: Inline[] = basis.length > 0 ? [...basis, ...better(start.wanted), '.'] : [];
  if (!start.value) return notKnown(start.wanted);
  const name = abbreviationAt(zone, start.value) === zone ? '' : ` (${zone})`;
  if (!end.value)
    return [`since ${clockDay(start.value, zone)}${name}.`, ...why, ' The end is not known yet: ', ...ended(pm)];
  const between = dayRange(start.value, end.value, zone);
  if (length.value !== undefined) return [`${inWords(length.value)}, ${between}${name}.`, ...why];
  return [
    `unknown: the end (${clockDay(end.value, zone)}) lies before the start (${clockDay(start.value, zone)}).`,
    ...why,
  ];
};

const ended = ({ status, span }: Postmortem): Inline[] =>
  status === 'cancelled' ? ['the incident was cancelled.'] : notKnown(span.end.wanted, 'write it with ');

const impact = ({ harm, span, zone }: Postmortem): ListItem => {
  const lead = [strong('Impact:'), ' '];
  if (!harm.words.value) return item([paragraph(...lead, ...notKnown(harm.words.wanted))]);
  const peak = (each: Peak): Inline[] => [
    `${figureInWords(each)} (${each.estimated ? 'estimated' : 'measured'}) at ${clockBeside(each.at, span.start.value, zone)} `,
    ref(each.entry),
  ];
  const peaks = harm.peaks.value?.flatMap((each, i) => [i > 0 ? '; ' : '', ...peak(each)]);
  const services = harm.services.value ?? [];
  return item([
    ...told(lead, harm.words.value, refs(harm.words.from)),
    ...list([
      peaks
        ? bullet('At its peak: ', ...peaks)
        : bullet('How many: ', ...notKnown(harm.peaks.wanted, 'not known yet: write it with ')),
      ...(services.length > 0 ? [bullet(`Services: ${services.join(', ')}`)] : []),
    ]),
  ]);
};

const by: Readonly<Record<Detection, string>> = {
  monitoring: 'by monitoring',
  engineer: 'by an engineer',
  customer: 'by a customer',
  partner: 'by a partner',
  other: 'by other means',
};

const detection = ({ detection: { at, how, words }, span, zone }: Postmortem): Inline[] => {
  if (!at.value) return notKnown(at.wanted);
  const who: Inline[] = how.value ? [`, ${by[how.value]}`] : [];
  const what: Inline[] = words?.text ? [`: ${words.text.split('\n')[0]}`] : [];
  const missing = how.wanted ? [' ', ...notKnown(how.wanted, 'By what or whom is not known yet: write it with ')] : [];
  return [clockBeside(at.value, span.start.value, zone), ...who, ...what, ...refs(at.from), ...missing];
};

const oneLine = ({ value, from, wanted }: Value<string>): Inline[] =>
  value ? [wanted ? value : closed(value), ...refs(from), ...better(wanted)] : notKnown(wanted);

const figure = ({ length, atLeast }: KeyFigure): string => {
  if (length.value === undefined) return 'unknown';
  return `${atLeast ? 'at least ' : ''}${inWords(length.value)}`;
};
