import { z } from 'zod';
import { type Section, sections } from './entry.ts';
import type { Incident } from './incident.ts';
import { refuse } from './refusal.ts';

/** Whose words are to be destroyed: `#12`, `T3`, a message, a link, any entry by its place in the log, such as a paragraph, all that was taken out of a section, or why the incident was held and released. */
export const redactable = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), number: z.number() }),
  z.object({ type: z.literal('task'), task: z.number() }),
  z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('link'), link: z.number() }),
  z.object({ type: z.literal('entry'), seq: z.number() }),
  z.object({ type: z.literal('removed'), section: z.enum(sections) }),
  z.object({ type: z.literal('hold') }),
]);
export type Redactable = z.infer<typeof redactable>;

/** `12`, `#12`, `T3`, `link 1`, `cause 2` (its second paragraph), `cause removed`, `hold`, or a message's address in Slack; undefined for anything else. */
export const readRedactable = (incident: Incident, typed: string): Redactable | undefined => {
  const text = typed.trim();
  const [, channel, seconds, fraction] = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/.exec(text) ?? [];
  if (channel) return { type: 'message', channel, ts: `${seconds}.${fraction}` };
  const [, task] = /^#?t(\d{1,6})$/i.exec(text) ?? [];
  if (task) return { type: 'task', task: Number(task) };
  const [, emptied] = /^([a-z-]+) +removed$/i.exec(text) ?? [];
  const past = sections.find((each) => each === emptied?.toLowerCase());
  if (past) return { type: 'removed', section: past };
  const [, word = '', digits] = /^([a-z-]+)?\s*#?(\d{1,6})?$/i.exec(text) ?? [];
  const number = digits === undefined ? undefined : Number(digits);
  const name = word.toLowerCase();
  if (name === '') return number === undefined ? undefined : { type: 'number', number };
  if (name === 'link' && number !== undefined) return { type: 'link', link: number };
  if (name === 'hold' && number === undefined) return { type: 'hold' };
  const section = sections.find((each) => each === name);
  return section && paragraphOf(incident, section, number);
};

const paragraphOf = ({ sections: written }: Incident, section: Section, number: number | undefined): Redactable => {
  const paragraphs = written[section] ?? [];
  const chosen = number === undefined && paragraphs.length === 1 ? paragraphs[0] : paragraphs[(number ?? 0) - 1];
  if (chosen) return { type: 'entry', seq: chosen.id };
  return refuse(
    paragraphs.length === 0
      ? `Nothing is written under \`${section}\` now: \`${section} removed\` is what was taken out of it.`
      : `Which paragraph? \`${section}\` has ${paragraphs.length}: \`${section} 1\` is the first.`,
  );
};
