import { subMinutes } from 'date-fns';
import { distance } from 'fastest-levenshtein';
import { checkTitle, open } from '../../../incident/lifecycle.ts';
import { refuse } from '../../../incident/refusal.ts';
import { parseZone } from '../../../incident/zone.ts';
import type { Head } from '../../../logbook.ts';
import { startForm } from '../../blocks/forms/start.ts';
import { likenessBlocks } from '../../blocks/likeness.ts';
import { escapeMrkdwn, mrkdwn } from '../../blocks/mrkdwn.ts';
import type { Desk } from '../../desk.ts';
import { carry } from '../carry.ts';
import { command } from '../receipt.ts';
import { canSee } from '../sight.ts';
import { readFlags } from '../typed-line.ts';
import type { Answer, Ask, Verb } from '../verb.ts';

export const start: Verb = {
  name: 'start',
  aliases: ['new', 'declare', 'open'],
  usage: 'start [sev1] [--private] [--test] [--tz Area/City] <title>',
  help: 'Open an incident and its channel at once; without a title a form asks',
  where: 'anywhere',
  run: async (ask) => {
    mayStart(ask);
    const opening = readOpening(ask);
    if (opening.title) return askOrOpen(ask, { ...opening, title: opening.title });
    const severities = ask.desk.config.severities.map(({ name }) => name);
    return { text: `Type it instead: ${command(ask, 'start <title>')}.`, form: startForm(severities, opening) };
  },
};

export type Opening = {
  readonly title: string;
  readonly severity?: string;
  readonly zone: string;
  readonly private: boolean;
  readonly test: boolean;
};

/** Members of the workspace open incidents; guests and people of other companies write in those they are in. */
export const mayStart = ({ isOutsider }: Ask): void => {
  if (isOutsider)
    refuse('Guests and people of other companies cannot open an incident. Ask a member of the workspace.');
};

export const zoneOf = ({ config, people }: Desk, user: string): string => config.zone ?? people.row(user)?.tz ?? 'UTC';

export const defaultZone = ({ desk, writerZone }: Ask): string => desk.config.zone ?? writerZone ?? 'UTC';

const known = ['private', 'test', 'tz'];

/** Everything is read, and refused, before anything is created. */
const readOpening = (ask: Ask): Omit<Opening, 'title'> & { title?: string } => {
  const { flags, rest } = readFlags(ask.rest, ['tz']);
  for (const flag of flags.keys())
    if (!known.includes(flag))
      refuse(
        `There is no flag --${flag}: there are ${known.map((name) => `--${name}`).join(', ')}. Nothing was opened. If it is part of the title, put a space after the dash.`,
      );
  const { severity, titled } = readSeverity(ask, rest);
  const title = ask.words(titled).text.replace(/\s+/g, ' ').trim();
  return {
    ...(title && { title: checkTitle(title) }),
    ...(severity && { severity }),
    zone: readZone(ask, flags.get('tz')),
    private: flags.has('private'),
    test: flags.has('test'),
  };
};

/** A severity counts at the beginning of the title only: further on it is one of its words. */
const readSeverity = (ask: Ask, text: string): { severity?: string; titled: string } => {
  const [whole = '', digits] = /^sev-?(\d+)(?=\s|:|$):?/i.exec(text) ?? [];
  if (digits === undefined) return { titled: text };
  const names = ask.desk.config.severities.map(({ name }) => name);
  const severity = `sev${digits}`;
  if (!names.includes(severity))
    refuse(`There is no severity ${severity}: say one of ${names.join(', ')}. Nothing was opened.`);
  return { severity, titled: text.slice(whole.length) };
};

const readZone = (ask: Ask, typed: string | undefined): string => {
  if (typed === '') refuse('Which zone? Write --tz Europe/Berlin, for example. Nothing was opened.');
  return typed === undefined ? defaultZone(ask) : parseZone(typed);
};

/** An incident with nearly the same title may be the same: whoever means another says so. */
export const askOrOpen = async (ask: Ask, opening: Opening): Promise<Answer> => {
  const alike = ask.anyway ? undefined : await findAlike(ask, opening.title);
  if (!alike) return openIncident(ask, opening);
  const text = `INC-${alike.number} is open already, and nothing was opened. Join it?`;
  return { text, blocks: likenessBlocks(alike, await carry(ask.desk, lineOf(opening))) };
};

const lineOf = ({ title, severity, zone, ...is }: Opening): string =>
  ['start', severity, is.private && '--private', is.test && '--test', `--tz ${zone}`, escapeMrkdwn(title)]
    .filter(Boolean)
    .join(' ');

const ALIKE_MINUTES = 15;

const findAlike = async (ask: Ask, title: string): Promise<Head | undefined> => {
  const since = +subMinutes(ask.now, ALIKE_MINUTES);
  const open = await ask.desk.logbook.heads({ team: ask.team, open: true });
  return open.find((head) => head.openedAt >= since && canSee(ask, head) && isAlike(head.title, title));
};

const isAlike = (one: string, other: string): boolean => {
  const [a, b] = [plainTitle(one), plainTitle(other)];
  if (a === '' || b === '') return one === other;
  return distance(a, b) <= Math.max(a.length, b.length) * 0.25;
};

const plainTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Its channel follows as soon as Slack has made it, and the person is told. */
const openIncident = async (ask: Ask, opening: Opening): Promise<Answer> => {
  const { incident } = await ask.open((number) => open({ ...opening, number, team: ask.team }));
  const facts = [opening.severity, opening.private && 'private', opening.test && 'test'].filter(Boolean).join(', ');
  return {
    text: `*INC-${incident.number}* is open${facts && ` (${facts})`}: ${mrkdwn(incident.title, 300)}\nIts channel is being made, and you are invited.`,
    opened: incident.id,
  };
};
