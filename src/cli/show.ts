import { Command } from 'commander';
import { fold, type Incident, type Moment, type Task } from '../incident/incident.ts';
import { tell } from '../incident/tell.ts';
import { timeline } from '../incident/timeline.ts';
import { clockLabel, longDay } from '../incident/zone.ts';
import { harmless, print } from './print.ts';
import { findIncident, withRecord } from './record.ts';

export const showCommand = (): Command =>
  new Command('show')
    .description('shows how an incident stands, and its timeline')
    .argument('<incident>', 'INC-7, or 7')
    .action((typed: string) =>
      withRecord(async (record) => {
        const { head, log } = await findIncident(record, typed);
        await print(`${harmless(page(fold(head.id, log)).join('\n'))}\n`);
      }),
    );

const page = (incident: Incident): string[] => {
  const { number, title, severity, status, roles, channel, zone, tasks } = incident;
  const people = Object.entries(roles).map(([role, { name }]) => `${role} ${name}`);
  const facts = [severity ?? 'severity not set', status, ...people, channel && `#${channel.name}`, ...flags(incident)];
  const days = Map.groupBy(timeline(incident), ({ entry }) => longDay(entry.at, zone));
  return [
    `INC-${number} ${title.replace(/\s+/g, ' ')}`,
    facts.filter(Boolean).join(' · '),
    ...[...days].flatMap(([name, moments]) => ['', name, ...moments.flatMap((moment) => told(moment, zone))]),
    ...(tasks.length > 0 ? ['', 'Tasks', ...tasks.map(task)] : []),
    ...(incident.resolvedAt ? [] : ['', 'Not resolved yet.']),
  ];
};

const flags = (incident: Incident): string[] => [
  ...(incident.private ? ['private'] : []),
  ...(incident.test ? ['test'] : []),
];

const told = ({ number, entry, deleted }: Moment, zone: string): string[] => {
  const telling = tell(entry, zone);
  if (!telling) return [];
  const [first = '', ...further] = telling.words.text.split('\n');
  const end = `(${entry.author.name})${deleted ? ' (deleted in Slack)' : ''}`;
  return [
    `  ${clockLabel(entry.at, zone)}  #${number} ${telling.label}: ${first} ${end}`,
    ...further.map((each) => `      ${each}`),
  ];
};

const task = ({ number, done, words, owner, due }: Task): string =>
  [`  [${done ? 'x' : ' '}] T${number} ${words.text.replace(/\s+/g, ' ')}`, owner?.name, due && `due ${due}`]
    .filter(Boolean)
    .join(', ');
