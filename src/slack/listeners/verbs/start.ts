import { subMinutes } from 'date-fns/subMinutes';
import { open } from '../../../incident/lifecycle.ts';
import { isLike } from '../../../incident/lookalike.ts';
import { refuse } from '../../../incident/refusal.ts';
import type { Head } from '../../../logbook.ts';
import { startForm } from '../../blocks/forms/start.ts';
import { likenessBlocks } from '../../blocks/likeness.ts';
import { escapeMrkdwn, mrkdwn } from '../../blocks/mrkdwn.ts';
import { carry } from '../carry.ts';
import { type Opening, readOpening } from '../opening.ts';
import { command } from '../receipt.ts';
import { canSee } from '../sight.ts';
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

/** Members of the workspace open incidents; guests and people of other companies write in those they are in. */
export const mayStart = ({ isOutsider }: Ask): void => {
  if (isOutsider)
    refuse('Guests and people of other companies cannot open an incident. Ask a member of the workspace.');
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
  return open.find((head) => head.openedAt >= since && canSee(ask, head) && isLike(head.title, title));
};

/** Its channel follows as soon as Slack has made it, and the person is told. */
const openIncident = async (ask: Ask, opening: Opening): Promise<Answer> => {
  const { incident } = await ask.open((number) => open({ ...opening, number, team: ask.team }));
  const facts = [opening.severity, opening.private && 'private', opening.test && 'test'].filter(Boolean).join(', ');
  return {
    text: `*INC-${incident.number}* is open${facts && ` (${facts})`}: ${mrkdwn(incident.title, 300)}\nIts channel is being made, and you are invited.`,
    opened: incident.id,
  };
};
