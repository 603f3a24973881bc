import { readdirSync, readFileSync } from 'node:fs';
import type { KnownBlock, ModalView } from '@slack/types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clash, momentOf } from '../../../src/incident/corrections.ts';
import { sections } from '../../../src/incident/entry.ts';
import { fold, type Incident } from '../../../src/incident/incident.ts';
import { Refusal } from '../../../src/incident/refusal.ts';
import { plain, type Words } from '../../../src/incident/words.ts';
import { documentOf } from '../../../src/postmortem/markdown.ts';
import { markdownText } from '../../../src/postmortem/markdown-text.ts';
import { compile } from '../../../src/postmortem/postmortem.ts';
import { validateBlocks } from '../../../src/sandbox/block-kit/blocks.ts';
import { validateView } from '../../../src/sandbox/block-kit/view.ts';
import { adoptionBlocks } from '../../../src/slack/blocks/adoption.ts';
import { announcementBlocks, updateBlocks } from '../../../src/slack/blocks/announcement.ts';
import { cardBlocks } from '../../../src/slack/blocks/card.ts';
import { clashBlocks, overwrittenBlocks } from '../../../src/slack/blocks/clash.ts';
import { documentBlocks } from '../../../src/slack/blocks/document.ts';
import { draftBlocks } from '../../../src/slack/blocks/draft.ts';
import { clashForm, entryForm } from '../../../src/slack/blocks/forms/entry.ts';
import { markForm } from '../../../src/slack/blocks/forms/mark.ts';
import { resolveForm } from '../../../src/slack/blocks/forms/resolve.ts';
import { sayForm } from '../../../src/slack/blocks/forms/say.ts';
import { sectionForm } from '../../../src/slack/blocks/forms/section.ts';
import { startForm } from '../../../src/slack/blocks/forms/start.ts';
import { taskForm } from '../../../src/slack/blocks/forms/task.ts';
import { toldView } from '../../../src/slack/blocks/forms/told.ts';
import { hypothesisChoice } from '../../../src/slack/blocks/hypotheses.ts';
import { incidentList } from '../../../src/slack/blocks/incident-list.ts';
import { lackBlock } from '../../../src/slack/blocks/lack.ts';
import { likenessBlocks } from '../../../src/slack/blocks/likeness.ts';
import { lineBlocks, lineText } from '../../../src/slack/blocks/line.ts';
import { mrkdwn } from '../../../src/slack/blocks/mrkdwn.ts';
import { recoveryBlocks } from '../../../src/slack/blocks/recovery.ts';
import { sectionBlocks } from '../../../src/slack/blocks/section.ts';
import { taskBlocks } from '../../../src/slack/blocks/tasks.ts';
import { timelineBlocks } from '../../../src/slack/blocks/timeline.ts';
import { onlyReadsBlocks, unknownVerbBlocks } from '../../../src/slack/blocks/unknown-verb.ts';
import { refusalText } from '../../../src/slack/refusal-text.ts';
import { topicOf } from '../../../src/slack/surfaces/topic.ts';
import { parseMessage } from '../../../src/slack/text/message.ts';
import { quiet } from '../../../src/slack/text/quiet.ts';
import { everywhere } from '../../postmortem/everywhere.ts';
import { mentionsIn, textsIn } from '../mentions.ts';
import { names } from '../text/names.ts';

const calls = [
  ...[
    '<!channel>',
    '<!here|x>',
    '<!everyone>',
    '<@U1>',
    '<@U1|Ana>',
    '<#C1|general>',
    '<!subteam^S1|@dba>',
    '&lt;!here&gt;',
  ],
  ...[
    '@channel',
    '@here',
    '@Everyone',
    '@Ben',
    '#general',
    '![](@U1)',
    '![x](#C1)',
    '![',
    '](@U1)',
    '<',
    '@',
    '!',
    '#',
    '\\',
    '&lt;',
  ],
  ...[
    '`',
    '```',
    '*',
    '_',
    '~',
    '>',
    '&gt;',
    '|',
    '[',
    ']',
    '(',
    ')',
    ' ',
    '\n',
    'word',
    'é',
    '\u202e',
    '\u2060',
    'https://x.example/@here',
  ],
];
const typed = fc.array(fc.constantFrom(...calls), { minLength: 1, maxLength: 10 }).map((all) => `a${all.join('')}z`);
const element = fc.oneof(
  fc
    .tuple(typed, fc.constantFrom({ bold: true }, { code: true }, {}))
    .map(([text, style]) => ({ type: 'text', text, style })),
  fc.tuple(fc.constantFrom('https://x.example/?a=<!here>|@here', 'mailto:a@b.example'), typed).map(([url, text]) => ({
    type: 'link',
    url,
    text,
  })),
  fc.constantFrom(
    { type: 'broadcast', range: 'channel' },
    { type: 'user', user_id: 'U404' },
    { type: 'usergroup', usergroup_id: 'S404' },
  ),
);
const rich = fc
  .array(
    fc.record({
      type: fc.constantFrom('rich_text_section', 'rich_text_quote', 'rich_text_preformatted'),
      elements: fc.array(element, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((elements): Words => parseMessage({ blocks: [{ type: 'rich_text', elements }] }, names));
const said = fc.oneof(typed.map(plain), rich);
const place = fc.record({ title: typed, name: typed, words: said, more: said });

const options = { names: 'names', now: new Date('2023-11-04T00:00:00Z'), teamUrl: 'https://acme.slack.com' } as const;

type View = readonly KnownBlock[] | ModalView;

/** Every view that there is, with somebody's words wherever it has some. */
const viewsOf = (incident: Incident, { title, name, words }: { title: string; name: string; words: Words }): View[] => {
  const now = options.now;
  const moment = momentOf(incident, 5);
  const by = { id: 'U7', name };
  const alike = { ...incident, severity: incident.severity ?? null, channel: 'C9' };
  const clash = new Clash(
    moment,
    moment.entry,
    { seq: moment.entry.seq, entry: moment.entry, by, until: now },
    { words },
  );
  const lack = { what: name, command: `/incident cause ${title}`, ask: name };
  const count = { messages: 3, isMore: false };
  const document = markdownText(quiet(documentOf(compile(everywhere({ title, name, words, more: words }), options))));
  return [
    cardBlocks(incident, { notice: 'Recorded.', command: '/incident' }),
    announcementBlocks(incident, '/incident'),
    ...incident.moments.map(({ entry }) => updateBlocks(entry, incident)),
    draftBlocks(incident, [lack], 'done'),
    documentBlocks(incident, document, [lack], '/incident'),
    timelineBlocks(incident),
    ...sections.map((section) => sectionBlocks(incident, section, mrkdwn(words))),
    taskBlocks(incident, '/incident'),
    hypothesisChoice(mrkdwn(words), incident, 8, incident.moments),
    incidentList([alike]),
    likenessBlocks(alike, 'start'),
    [lackBlock('I1', lack, 0)],
    lineBlocks(incident.moments.map(({ entry }) => lineText(entry, incident))),
    recoveryBlocks(refusalText(title), incident, 5, now),
    onlyReadsBlocks('timeline', words, 'note'),
    unknownVerbBlocks(title, words, [{ text: title, value: 'note' }]),
    adoptionBlocks({ name, title, test: false, zone: 'UTC', since: +now, count, now }, 'yes'),
    clashBlocks(incident, clash, 'mine'),
    overwrittenBlocks(
      mrkdwn(words),
      incident,
      { by, minutes: 1, before: moment.entry, theirs: moment.entry },
      'theirs',
    ),
    entryForm(incident, 5),
    clashForm(incident, clash, { when: '14:05', kind: 'note', words: words.text.slice(0, 3_000) }),
    markForm(incident, { key: { channel: 'C1', ts: '1.1' }, at: now, text: words.text }),
    resolveForm(incident, now),
    sayForm(incident, 'impact', title, { severities: ['sev1'] }),
    ...unlessRefused(() => sectionForm(incident, 'cause')),
    startForm(['sev1'], { title, zone: 'UTC', private: false, test: false }),
    ...unlessRefused(() => taskForm(incident, 1)),
    toldView({ text: refusalText(title) }),
  ];
};

/** A form that cannot hold all of the words is refused: it would cut them off. */
const unlessRefused = (view: () => View): View[] => {
  try {
    return [view()];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

test('no view mentions anybody because of what somebody wrote, and Slack takes it', () => {
  fc.assert(
    fc.property(place, (written) => {
      const incident = fold('I1', everywhere(written));
      for (const view of viewsOf(incident, written)) {
        expect(textsIn(view, 'view').flatMap((text) => mentionsIn(text, ['C1', 'C9']))).toEqual([]);
        const refused = 'blocks' in view ? validateView({ ...view }) : validateBlocks(view, 'message', '');
        expect(refused).toEqual([]);
      }
      expect(mentionsIn({ where: 'topic', text: mrkdwn(topicOf(incident)), parsed: true })).toEqual([]);
    }),
    { seed: 4, numRuns: 20 },
  );
});

test('words of any length fit into every view', () => {
  const long = '<&> @here `x` *y* 🔥 '.repeat(1_000);
  const words = parseMessage({ text: long }, names);
  const written = { title: long.slice(0, 900), name: long.slice(0, 80), words, more: plain('word\n'.repeat(500)) };
  for (const view of viewsOf(fold('I1', everywhere(written)), written)) {
    expect(textsIn(view, 'view').flatMap((text) => mentionsIn(text, ['C1', 'C9']))).toEqual([]);
    expect('blocks' in view ? validateView({ ...view }) : validateBlocks(view, 'message', '')).toEqual([]);
  }
});

test('every file with a view is among them', () => {
  const text = readFileSync(import.meta.filename, 'utf8');
  const files = readdirSync('src/slack/blocks', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  // Parts of views, and views in which nobody's words stand.
  const others = [
    'button',
    'lines',
    'escape',
    'cut',
    'forms/about',
    'forms/form',
    'help',
    'time-buttons',
    'redaction',
    'privacy',
    'credential',
  ];
  const known = (file: string): boolean =>
    text.includes(`blocks/${file}'`) || others.includes(file.replace(/\.ts$/, ''));
  expect(files.filter((file) => !known(file))).toEqual([]);
});
