import type { ListItem, RootContent } from 'mdast';
import type { Paragraph } from '../incident/incident.ts';
import type { MilestoneName } from '../incident/milestones.ts';
import { clockLabel } from '../incident/zone.ts';
import {
  askFor,
  blocks,
  code,
  type Flow,
  heading,
  item,
  list,
  paragraph,
  ref,
  strong,
  told,
} from './markdown-nodes.ts';
import { isSaid } from './one-line.ts';
import type { Postmortem } from './postmortem.ts';

export const causeAndResolution = (pm: Postmortem): RootContent[] => {
  const { cause = [], factor = [], fix = [] } = pm.sections;
  const untold =
    factor.length > 0 ? [paragraph('No single root cause was written: see the contributing factors.')] : [];
  return [
    heading(2, 'Root Cause and Resolution'),
    heading(3, 'Root cause'),
    ...(cause.length > 0 ? cause.flatMap((each) => written(each)) : untold),
    ...(pm.cause.wanted ? [paragraph(...askFor(pm.cause.wanted)), ...asTold(pm, ['identified'])] : []),
    heading(3, 'Contributing factors'),
    ...(factor.length > 0
      ? list(factor.map(point))
      : [paragraph('None written: add one with ', code(`${commandOf(pm)} factor …`), '.')]),
    heading(3, 'Resolution'),
    ...fix.flatMap((each) => written(each, true)),
    ...(pm.fix.wanted ? [paragraph(...askFor(pm.fix.wanted)), ...asTold(pm, ['mitigated', 'resolved'])] : []),
  ];
};

/** A written paragraph with its details below it. */
export const written = ({ words, details }: Paragraph, isSteps = false): Flow[] => [
  ...blocks(words),
  ...list(
    details.map((detail) => item(blocks(detail))),
    isSteps,
  ),
];

/** The same as one point of a list. */
export const point = (paragraph: Paragraph): ListItem => item(written(paragraph));

const commandOf = ({ options }: Postmortem): string => options.command ?? '/incident';

/** What the timeline says in the meantime. */
const asTold = ({ timeline, zone }: Postmortem, names: readonly MilestoneName[]): Flow[] => {
  const lines = timeline.filter(
    (line) => line.milestone !== undefined && names.includes(line.milestone) && isSaid(line),
  );
  const said = lines.map((line) =>
    item(told([strong(`${line.label} at ${clockLabel(line.at, zone)}:`), ' '], line.words, [' ', ref(line.number)])),
  );
  return said.length > 0 ? [paragraph('The timeline says:'), ...list(said)] : [];
};
