import { subMinutes } from 'date-fns';
import { distance } from 'fastest-levenshtein';
import { checkTitle, open } from '../../../incident/lifecycle.ts';
import { refuse } from '../../../incident/refusal.ts';
import { parseZone } from '../../../incident/zone.ts';
import type { Head } from '../../../logbook.ts';
import { startForm } from '../../blocks/forms.ts';
import { likenessBlocks } from '../../blocks/likeness.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { canSee, isOutsider } from '../sight.ts';
import { readFlags } from '../typed-line.ts';
import type { Answer, Ask, Verb } from '../verb.ts';

export const start: Verb = {
  name: 'start',
  aliases: ['new', 'declare', 'open'],
  usage: 'start [sev1] [--private] [--test] [--tz Area/City] <title>',
  help: 'Open an incident and its channel at once',
  where: 'anywhere',
  run: async (ask) => {
    mayStart(ask);
    const opening = readOpening(ask);
    if (!opening.title)
      return {
        text: 'What is wrong? The form asks for a title.',
        form: startForm(
          ask.desk.config.severities.map(({ name }) => name),
          opening,
        ),
      };
    const alike = ask.anyway ? undefined : await findAlike(ask, opening.title);
    if (alike) return { text: `INC-${alike.number} is open: join it?`, blocks: likenessBlocks(alike, ask.line) };
    return openIncident(ask, { ...opening, title: opening.title });
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
export const mayStart = ({ desk, who }: Ask): void => {
  if (isOutsider(desk, who.id))
    refuse('Guests and people of other companies cannot open an incident. Ask a member of the workspace.');
};

const known = ['private', 'test', 'tz'];

/** Everything is read, and refused, before anything is created. */
const readOpening = (ask: Ask): Omit<Opening, 'title'> & { title?: string } => {
  const { config } = ask.desk;
  const { flags, rest } = readFlags(ask.rest, ['tz']);
  for (const flag of flags.keys())
    if (!known.includes(flag))
      refuse(
        `There is no flag --${flag}: there are ${known.map((name) => `--${name}`).join(', ')}. Nothing was opened.`,
      );
  const names = config.severities.map(({ name }) => name);
  const tokens = rest.split(/\s+/);
  const first = tokens[0]?.toLowerCase() ?? '';
  const isSeverity = names.includes(first);
  if (/^sev-?\d+$/.test(first) && !isSeverity)
    refuse(`There is no severity ${first}: say one of ${names.join(', ')}. Nothing was opened.`);
  const titled = isSeverity ? rest.slice(rest.toLowerCase().indexOf(first) + first.length) : rest;
  const title = ask.words(titled).text.replace(/\s+/g, ' ').trim();
  return {
    ...(title && { title: checkTitle(title) }),
    ...(isSeverity && { severity: first }),
    zone: zoneFor(ask, flags.get('tz')),
    private: flags.has('private'),
    test: flags.has('test'),
  };
};

const zoneFor = ({ desk, writerZone }: Ask, typed: string | undefined): string => {
  if (typed === '') refuse('Which zone? Write --tz Europe/Berlin, for example. Nothing was opened.');
  return typed ? parseZone(typed) : (desk.config.zone ?? writerZone ?? 'UTC');
};

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

/** Opens it; its channel follows as soon as Slack has made it, and the person is told. */
export const openIncident = async (ask: Ask, opening: Opening): Promise<Answer> => {
  const { incident } = await ask.desk.logbook.open(ask.team, ask.hand, (number) =>
    open({ ...opening, number, team: ask.team }),
  );
  const facts = [opening.severity, opening.private && 'private', opening.test && 'test'].filter(Boolean).join(', ');
  return {
    text: `INC-${incident.number} is open${facts ? ` (${facts})` : ''}: ${mrkdwn(incident.title, 300)}. Its channel is being made; you will be invited.`,
  };
};
