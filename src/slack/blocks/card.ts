import type { KnownBlock } from '@slack/types';
import type { MomentKind } from '../../incident/entry.ts';
import { type Incident, isOpen, type Moment } from '../../incident/incident.ts';
import { milestoneNames, milestones } from '../../incident/milestones.ts';
import { standingVerdicts } from '../../incident/moments.ts';
import { timeline } from '../../incident/timeline.ts';
import { brief, type Words } from '../../incident/words.ts';
import { clockLabel, day } from '../../incident/zone.ts';
import { mrkdwn } from './mrkdwn.ts';
import { toConvert } from './privacy.ts';

type Around = { readonly notice: string; readonly command: string };

/** The status card: severity, status, lead, impact, what we believe and have ruled out, milestones, open tasks, buttons. */
export const cardBlocks = (incident: Incident, { notice, command }: Around): KnownBlock[] => {
  const { number, title, severity, status, roles, test } = incident;
  const impact = latestImpact(incident);
  const others = Object.entries(roles).filter(([role]) => role !== 'lead');
  const facts = [
    `*Severity*\n${severity ? severity.toUpperCase() : `not set: \`${command} severity sev2\``}`,
    `*Status*\n${status}`,
    `*Lead*\n${roles.lead ? mrkdwn(roles.lead.name) : `nobody yet: \`${command} lead @you\``}`,
    ...others.map(([role, person]) => `*${mrkdwn(role)}*\n${mrkdwn(person.name)}`),
  ];
  return [
    {
      type: 'header',
      text: { type: 'plain_text', text: cut(`INC-${number}${test ? ' (test)' : ''} ${title}`, 150), emoji: false },
    },
    ...(incident.private && incident.channel?.private === false ? [open] : []),
    { type: 'section', fields: facts.slice(0, 10).map((text) => ({ type: 'mrkdwn', text, verbatim: true })) },
    ...part(
      'Impact',
      impact ? [mrkdwn(impact, 600)] : [`not known yet: \`${command} impact ~40% of users see errors\``],
    ),
    ...part('We believe', hypotheses(incident)),
    ...part('Ruled out', ruledOut(incident)),
    ...part('Milestones', milestoneLines(incident)),
    ...part('Open tasks', openTasks(incident)),
    { type: 'actions', block_id: 'card_actions', elements: buttons(incident) },
    { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn(notice, 500), verbatim: true }] },
  ];
};

/** Of a private incident in a channel that nobody has converted yet. */
const open: KnownBlock = {
  type: 'section',
  text: {
    type: 'mrkdwn',
    text: `:lock: *This incident is private, and its channel is not.* ${toConvert}`,
    verbatim: true,
  },
};

export const latestImpact = (incident: Incident): Words | undefined => {
  const last = timeline(incident).findLast(({ entry }) => entry.kind === 'impact.set');
  return last?.entry.kind === 'impact.set' ? last.entry.data.words : undefined;
};

const PART_LINES = 8;

const part = (title: string, lines: readonly string[]): KnownBlock[] => {
  if (lines.length === 0) return [];
  const more = lines.length > PART_LINES ? [`… and ${lines.length - PART_LINES} more`] : [];
  const text = [`*${title}*`, ...lines.slice(-PART_LINES), ...more].join('\n');
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
};

const marked = (incident: Incident, kind: MomentKind): Moment[] =>
  timeline(incident).filter(({ entry }) => entry.kind === 'marked' && entry.data.kind === kind);

const words = ({ entry }: Moment): string => (entry.kind === 'marked' ? mrkdwn(brief(entry.data.words, 200)) : '');

const hypotheses = (incident: Incident): string[] => {
  const verdicts = standingVerdicts(incident);
  return [
    ...marked(incident, 'hypothesis').filter(({ number }) => !verdicts.has(number)),
    ...standing(incident, 'identified'),
  ].map((moment) => `• #${moment.number} ${words(moment)}`);
};

const ruledOut = (incident: Incident): string[] =>
  standing(incident, 'ruled-out').map((moment) => {
    const about = aboutOf(moment);
    const claim = about === undefined ? undefined : incident.moments[about - 1];
    return `• #${moment.number} ${[claim && `~${words(claim)}~`, words(moment)].filter(Boolean).join(' ')}`;
  });

/** Those that nobody has taken back by saying otherwise since. */
const standing = (incident: Incident, kind: MomentKind): Moment[] => {
  const verdicts = standingVerdicts(incident);
  return marked(incident, kind).filter((moment) => kindOf(verdicts.get(aboutOf(moment) ?? 0) ?? moment) === kind);
};

const aboutOf = ({ entry }: Moment): number | undefined => (entry.kind === 'marked' ? entry.data.about : undefined);
const kindOf = ({ entry }: Moment): MomentKind | undefined => (entry.kind === 'marked' ? entry.data.kind : undefined);

const milestoneLines = (incident: Incident): string[] => {
  const reached = milestones(incident);
  return milestoneNames.flatMap((name) => {
    const at = reached[name]?.entry.at;
    return at ? `• ${name}: ${day(at, incident.zone)} ${clockLabel(at, incident.zone)}` : [];
  });
};

const openTasks = ({ tasks }: Incident): string[] =>
  tasks
    .filter(({ done }) => !done)
    .map(({ number, words: text, owner, due }) =>
      [`• T${number} ${mrkdwn(brief(text, 200))}`, owner && mrkdwn(owner.name), due && mrkdwn(due)]
        .filter(Boolean)
        .join(', '),
    );

const button = (action_id: string, text: string) => ({
  type: 'button' as const,
  action_id,
  text: { type: 'plain_text' as const, text },
});

const buttons = (incident: Incident) => [
  button('show_timeline', 'Timeline'),
  button('show_postmortem', 'Postmortem'),
  ...(isOpen(incident) ? [button('open_resolve', 'Resolve…')] : []),
];

const cut = (text: string, limit: number): string =>
  [...text].length > limit ? `${[...text].slice(0, limit - 1).join('')}…` : text;
