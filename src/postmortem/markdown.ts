import type { Root, RootContent } from 'mdast';
import type { Entry, Section } from '../incident/entry.ts';
import type { Paragraph } from '../incident/incident.ts';
import type { Line } from './lines.ts';
import { causeAndResolution, point, written } from './markdown-cause.ts';
import { evidence } from './markdown-evidence.ts';
import { headerTable, notices } from './markdown-header.ts';
import { longList } from './markdown-lines.ts';
import { fullLog } from './markdown-log.ts';
import { linkTo, measures } from './markdown-measures.ts';
import { bullet, heading, inline, item, list, ref, told } from './markdown-nodes.ts';
import { issueSummary } from './markdown-summary.ts';
import { markdownText } from './markdown-text.ts';
import { timelineSection } from './markdown-timeline.ts';
import type { Postmortem } from './postmortem.ts';

type Extent = { readonly log?: readonly Entry[] };

/**
 * The document in CommonMark with GitHub's tables and checklists. It is built as a tree: nothing that anybody wrote is ever
 * pasted into Markdown. With `log`, every message and entry follows at the end.
 */
export const toMarkdown = (pm: Postmortem, extent: Extent = {}): string => markdownText(documentOf(pm, extent));

/** The document as a tree, from which every page of it is rendered. */
export const documentOf = (pm: Postmortem, { log }: Extent = {}): Root => ({
  type: 'root',
  children: [
    heading(1, `Postmortem: ${pm.title.replace(/\s+/g, ' ')}`),
    ...notices(pm),
    headerTable(pm),
    ...issueSummary(pm),
    ...timelineSection(pm),
    ...causeAndResolution(pm),
    ...measures(pm),
    ...lessons(pm),
    ...conclusion(pm),
    ...openQuestions(pm),
    ...links(pm),
    ...evidence(pm),
    ...(log ? fullLog(pm, log) : []),
  ],
});

const learned: readonly (readonly [Section, string])[] = [
  ['went-well', 'What went well'],
  ['went-wrong', 'What went wrong'],
  ['lucky', 'Where we got lucky'],
  ['hard', 'What made it hard'],
  ['surprised', 'What surprised us'],
];

const lessons = ({ sections }: Postmortem): RootContent[] => {
  const said = learned.flatMap(([section, title]): RootContent[] => {
    const points = list((sections[section] ?? []).map(point));
    return points.length > 0 ? [heading(3, title), ...points] : [];
  });
  return said.length > 0 ? [heading(2, 'Lessons'), ...said] : [];
};

const conclusion = ({ sections: { conclusion: paragraphs = [] } }: Postmortem): RootContent[] =>
  paragraphs.length > 0 ? [heading(2, 'Conclusion'), ...paragraphs.flatMap((each) => written(each))] : [];

const openQuestions = ({ sections: { question = [] }, openHypotheses }: Postmortem): RootContent[] => {
  const lead = 'Neither ruled out nor confirmed: ';
  const questions = longList<Paragraph | Line>([...question, ...openHypotheses], {
    line: (pen) => (each) => {
      const said = 'number' in each && pen.words(each.words);
      return said ? `${lead}${said} [${each.number}]` : undefined;
    },
    tree: (each) => ('number' in each ? item(told([lead], each.words, [' ', ref(each.number)])) : point(each)),
  });
  return questions.length > 0 ? [heading(2, 'Open questions'), ...questions] : [];
};

const links = ({ links: all }: Postmortem): RootContent[] => {
  const items = all.map(({ url, words }) => {
    const named = words?.text ? [...inline(words), ': '] : [];
    return bullet(...named, linkTo(url, url));
  });
  return items.length > 0 ? [heading(2, 'Links'), ...list(items)] : [];
};
