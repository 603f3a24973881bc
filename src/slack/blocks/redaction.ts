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
  /** Where the documents are that Debrief uploaded and that may hold them. */
  readonly documents: readonly string[];
  /** There is a draft, and it is not known which file it is. */
  readonly hasUnknown: boolean;
};

/** What will go, what will not, and whether it should. */
export const redactionQuestion = ({ incident, what, ...about }: About): KnownBlock[] => {
  const { redaction, documents } = about;
  const { name } = redaction;
  return [
    section(`*Redact ${name}?* It cannot be undone. ${goes(redaction)}`),
    ...documentsGo(documents, 'are deleted, too'),
    section(`What Debrief cannot reach: ${beyondReach(about)}.`),
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
export const redactionReceipt = ({ command, isClean, ...about }: Done): KnownBlock[] => {
  const { redaction, documents } = about;
  const file = isClean
    ? 'No file of the database holds them any more.'
    : 'A file of the database (its write-ahead file) still holds them, because something is reading it now: Debrief tries again until they are gone.';
  const title = redaction.own.some(({ kind }) => kind === 'incident.opened' || kind === 'incident.renamed')
    ? ` The title is gone, too: \`${command} rename &lt;title&gt;\` gives another. The channel's own name is changed in Slack.`
    : '';
  return [
    section(`The words of ${redaction.name} are destroyed in the log. ${file}${title}`),
    ...documentsGo(documents, 'are being deleted; one that is still there in some minutes has to be deleted there'),
    section(`What Debrief cannot reach: ${beyondReach(about)}.`),
    ...(redaction.beyond.length > 0 ? [section(notYours(redaction))] : []),
    context('That it was redacted, by whom and when, stays on the record.'),
  ];
};

/** Whether what Debrief itself posted is corrected already. */
export const clearance = (isCleared: boolean): string =>
  isCleared
    ? 'What Debrief shows in Slack is put right: card, lines, announcement and documents.'
    : '*Slack still shows some of it in what Debrief posted there.* It is put right as soon as Slack lets Debrief: this is tried until it is so, also after a restart.';

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

/** A draft comes again by itself. */
const documentsGo = (documents: readonly string[], go: string): KnownBlock[] => {
  if (documents.length === 0) return [];
  const links = documents.slice(0, MOST_DOCUMENTS).map((link, i) => `<${link}|${i === 0 ? 'document' : i + 1}>`);
  const more = documents.length > MOST_DOCUMENTS ? ` and ${documents.length - MOST_DOCUMENTS} more` : '';
  return [
    section(
      `Documents that Debrief uploaded here before ${go}: ${links.join(', ')}${more}. A draft comes again without the words.`,
    ),
  ];
};

const MOST_DOCUMENTS = 10;

const beyondReach = ({ links, hasUnknown }: Pick<About, 'links' | 'hasUnknown'>): string => {
  const messages = links.map((link, i) => `<${link}|${i === 0 ? 'the message in Slack' : `message ${i + 1}`}>`);
  const there = links.length > 0 ? [`${messages.slice(0, 5).join(', ')} (delete it there)`] : [];
  const draft = hasUnknown ? ['the draft that was uploaded here (delete it in the channel)'] : [];
  return list([
    ...there,
    ...draft,
    'documents that somebody downloaded or exported on the command line',
    'backups of the database',
  ]);
};

const notYours = ({ beyond }: Redaction): string =>
  `${counted(beyond.length, 'entry of others quotes', 'entries of others quote')} these words, too, and stay as they are: the lead or an administrator can redact them.`;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
