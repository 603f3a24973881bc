import type { Incident } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import { incidentLine } from '../blocks/incident-list.ts';
import { context } from '../blocks/lines.ts';
import { mrkdwn } from '../blocks/mrkdwn.ts';
import { onlyReadsBlocks, unknownVerbBlocks } from '../blocks/unknown-verb.ts';
import { carry } from './carry.ts';
import { nearestVerb, verbOf } from './commands.ts';
import { canSee } from './sight.ts';
import type { Answer, Ask } from './verb.ts';

/** Runs the line of an ask. */
export const answerLine = async (ask: Ask): Promise<Answer> => {
  const verb = verbOf(ask.verb === '' ? 'help' : ask.verb);
  if (!verb) return offer(ask);
  if (ask.isOutsider && !verb.outsiders)
    return refuse(
      `Guests and people of other companies write in the incident channels they are in; \`${verb.name}\` needs a member of the workspace. Nothing was done.`,
    );
  if (verb.where === 'anywhere') return verb.run(ask);
  if (!ask.incident) return whereTo(ask, verb.name);
  if (verb.reads && ask.rest.trim() !== '') return askAboutWords(ask, verb.name);
  const answer = await verb.run({ ...ask, incident: ask.incident });
  return ask.addressed ? named(ask.incident, answer) : answer;
};

/** Who speaks of an incident from elsewhere reads which one it was. */
const named = ({ number }: Incident, answer: Answer): Answer => ({
  ...answer,
  text: `*INC-${number}*: ${answer.text}`,
  ...(answer.blocks && { blocks: [context(`INC-${number}`), ...answer.blocks] }),
});

const later: ReadonlySet<string> = new Set(['catchup', 'asof']);

/** An unknown verb runs nothing: its words come back with buttons, so that nobody types twice. */
const offer = async (ask: Ask): Promise<Answer> => {
  if (later.has(ask.verb))
    return { text: `\`${ask.verb}\` is not in this version, and nothing was done. You typed: ${typed(ask)}` };
  const meant = nearestVerb(ask.verb)?.name;
  const offers = await Promise.all(
    [
      ...(meant ? [{ text: `Did you mean ${meant}?`, line: `${meant} ${ask.rest}` }] : []),
      ...(ask.incident ? [{ text: 'Note it', line: `note ${ask.line}` }] : []),
      ...(ask.isOutsider ? [] : [{ text: 'Start an incident', line: `start ${ask.line}` }]),
    ].map(async ({ text, line }) => ({ text, value: await carry(ask.desk, line) })),
  );
  return {
    text: `There is no \`${mrkdwn(ask.verb, 60)}\`, and nothing was done.`,
    blocks: unknownVerbBlocks(ask.verb, ask.words(ask.line), offers),
  };
};

/** A verb that only reads and is given words asks: they may have been meant for the record. */
const askAboutWords = async (ask: Ask, verb: string): Promise<Answer> => ({
  text: `\`${verb}\` only reads, and nothing was written.`,
  blocks: onlyReadsBlocks(
    verb,
    ask.words(ask.rest),
    await carry(ask.desk, `${ask.addressed ? `INC-${ask.incident?.number} ` : ''}note ${ask.rest}`),
  ),
});

/** A command outside an incident's channel says which incidents are open, and gives the words back. */
const whereTo = async (ask: Ask, verb: string): Promise<Answer> => {
  const heads = await ask.desk.logbook.heads({ team: ask.team, open: true });
  const lines = heads
    .filter((head) => canSee(ask, head))
    .slice(0, 20)
    .map((head) => `• ${incidentLine(head)}`);
  const open =
    lines.length > 0
      ? ['These are open:', ...lines]
      : [`No incident is open: \`${ask.desk.config.command} start &lt;title&gt;\` opens one.`];
  const where = `This channel is not an incident's, so nothing was written: type \`${verb}\` in an incident's channel, or say which: \`${ask.desk.config.command} INC-7 ${verb} …\`.`;
  return { text: [where, ...open, `You typed: ${typed(ask)}`].join('\n') };
};

const typed = (ask: Ask): string => mrkdwn(ask.words(ask.line), 2_000);
