import type { Button, KnownBlock } from '@slack/types';
import type { Redactable } from '../../incident/redactable.ts';
import type { Redaction } from '../../incident/redaction.ts';
import { actions, button } from './button.ts';
import { context, section } from './lines.ts';

/** Asks to destroy these words; what it destroys is told, and confirmed, before it is done. */
export const redactButton = (incident: string, what: Redactable, name: string): Button =>
  button(`redact:${idOf(what)}`, `Redact ${name}`, JSON.stringify({ incident, what }), 'danger');

const idOf = (what: Redactable): string => Object.values(what).join(':');

type About = {
  readonly incident: string;
  readonly what: Redactable;
  readonly redaction: Redaction;
  /** Where the messages that hold the words stand. */
  readonly links: readonly string[];
};

/** What will go, what will not, and whether it should. */
export const redactionQuestion = ({ incident, what, redaction, links }: About): KnownBlock[] => {
  const { name } = redaction;
  return [
    section(`*Redact ${name}?* It cannot be undone. ${goes(redaction)}`),
    section(`What Debrief cannot reach: ${beyondReach(links)}.`),
    ...(redaction.beyond.length > 0 ? [section(notYours(redaction))] : []),
    ...actions([
      button('redact_now', `Destroy the words of ${name}`, JSON.stringify({ incident, what }), 'danger'),
      button('redact_not', 'Leave it as it is', name),
    ]),
  ];
};

type Done = Omit<About, 'incident' | 'what'> & {
  readonly command: string;
  /** No file of the database holds the words any more. */
  readonly isClean: boolean;
};

/** What went, and what people have to do themselves. */
export const redactionReceipt = ({ redaction, links, command, isClean }: Done): KnownBlock[] => {
  const file = isClean
    ? 'No file of the database holds them any more.'
    : 'A file of the database (its write-ahead file) still holds them, because something is reading it now: Debrief tries again until they are gone.';
  const title = redaction.own.some(({ kind }) => kind === 'incident.opened' || kind === 'incident.renamed')
    ? ` The title is gone, too: \`${command} rename &lt;title&gt;\` gives another. The channel's own name is changed in Slack.`
    : '';
  return [
    section(`The words of ${redaction.name} are destroyed, in the log and in what Debrief shows. ${file}${title}`),
    section(`What Debrief cannot reach: ${beyondReach(links)}.`),
    ...(redaction.beyond.length > 0 ? [section(notYours(redaction))] : []),
    context('That it was redacted, by whom and when, stays on the record.'),
  ];
};

const goes = ({ own, copies }: Redaction): string => {
  const wordings = own.filter(({ kind }) => kind === 'message.worded').length;
  const files = own.flatMap((entry) => (entry.kind === 'message.worded' ? entry.data.message.files : [])).length;
  const others = own.length - wordings;
  const parts = [
    others > 0 && `all words of ${counted(others, 'entry', 'entries')} and the line as typed`,
    wordings > 0 && `${counted(wordings, 'wording', 'wordings')} of the message`,
    files > 0 && `the names of ${counted(files, 'file', 'files')}`,
    copies.length > 0 && `what ${counted(copies.length, 'other entry quotes', 'other entries quote')} of them`,
  ].filter((part) => part !== false);
  return `It destroys ${list(parts)}: in the log, in its copies, in the search, on the card, in the lines here and in the document.`;
};

const beyondReach = (links: readonly string[]): string => {
  const messages = links.map((link, i) => `<${link}|${i === 0 ? 'the message in Slack' : `message ${i + 1}`}>`);
  const there = links.length > 0 ? [`${messages.slice(0, 5).join(', ')} (delete it there)`] : [];
  return list([...there, 'documents that were exported before', 'backups of the database']);
};

const notYours = ({ beyond }: Redaction): string =>
  `${counted(beyond.length, 'entry of others quotes', 'entries of others quote')} these words, too, and stay as they are: the lead or an administrator can redact them.`;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
