import { sections } from '../../../incident/entry.ts';
import type { Incident } from '../../../incident/incident.ts';
import type { Redactable } from '../../../incident/redaction.ts';
import { refuse } from '../../../incident/refusal.ts';
import { typing } from '../receipt.ts';
import { askToRedact } from '../redaction.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

export const redact: Verb = {
  name: 'redact',
  usage: 'redact #12',
  help: 'Destroy its words for good, with history and copies; also `T3`, `cause 2` (a paragraph), `link 1`. Any message has it in its menu',
  where: 'incident',
  outsiders: true,
  run: async (ask) => askToRedact(ask, ask.incident, readWhat(ask)),
};

const readWhat = (ask: IncidentAsk): Redactable => {
  const [, task] = /^\s*#?t(\d{1,6})\s*$/i.exec(ask.rest) ?? [];
  if (task !== undefined) return { type: 'task', task: Number(task) };
  const [, word = '', digits] = /^\s*([a-z-]+)?\s*#?(\d{1,6})?\s*$/i.exec(ask.rest) ?? [];
  const number = digits === undefined ? undefined : Number(digits);
  const name = word.toLowerCase();
  if (name === '' && number !== undefined) return { type: 'number', number };
  if (name === 'link' && number !== undefined) return { type: 'link', link: number };
  const section = sections.find((each) => each === name);
  if (section) return paragraphOf(ask, ask.incident, section, number);
  return refuse(
    `Which words? ${['redact #12', 'redact T3', 'redact cause 2', 'redact link 1'].map((line) => typing(ask, line)).join(', ')}; ${typing(ask, 'timeline')} shows the numbers. Nothing was done.`,
  );
};

const paragraphOf = (
  ask: IncidentAsk,
  { sections: written }: Incident,
  section: (typeof sections)[number],
  number: number | undefined,
): Redactable => {
  const paragraphs = written[section] ?? [];
  const chosen = number === undefined && paragraphs.length === 1 ? paragraphs[0] : paragraphs[(number ?? 0) - 1];
  if (chosen) return { type: 'entry', seq: chosen.id };
  return refuse(
    paragraphs.length === 0
      ? `Nothing is written under \`${section}\`.`
      : `Which paragraph? There are ${paragraphs.length}: ${typing(ask, `redact ${section} 1`)} is the first.`,
  );
};
