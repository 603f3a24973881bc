import type { Entry, MomentKind } from './entry.ts';
import { type Gap, readAfterwards } from './gaps.ts';
import { brief, plain, type Words } from './words.ts';
import { abbreviationAt, clockLabel, clockTime, day, sameDay } from './zone.ts';

/** How an entry is told: what it is, in bold, and the words. */
export type Telling = { readonly label: string; readonly words: Words };

export const kindLabels: Readonly<Record<MomentKind, string>> = {
  started: 'Started',
  detected: 'Detected',
  acknowledged: 'Acknowledged',
  investigating: 'Investigating',
  hypothesis: 'Hypothesis',
  'ruled-out': 'Ruled out',
  escalated: 'Escalated',
  action: 'Action',
  decision: 'Decision',
  identified: 'Identified',
  mitigated: 'Mitigated',
  note: 'Note',
};

/** How an entry is told, to the channel and in the postmortem alike. Bookkeeping is not told at all. */
export const tell = (entry: Entry, zone = 'UTC'): Telling | null => {
  const { kind, data, author } = entry;
  const telling = (label: string, words: Words | string | undefined): Telling => ({
    label,
    words: typeof words === 'string' ? plain(words) : (words ?? plain('')),
  });
  switch (kind) {
    case 'incident.opened':
      return telling('Opened', `${data.title}${data.severity ? ` (${data.severity})` : ''}`);
    case 'incident.renamed':
      return telling('Renamed', data.title);
    case 'incident.resolved':
      return telling('Resolved', data.words ?? `${author.name} resolved the incident`);
    case 'incident.reopened':
      return telling('Reopened', data.words);
    case 'incident.cancelled':
      return telling(
        'Cancelled',
        data.words ?? (data.duplicateOf ? `duplicate of INC-${data.duplicateOf}` : data.reason),
      );
    case 'incident.made-private':
      return telling('Private', 'the incident was made private');
    case 'channel.converted':
      return telling(
        'Channel',
        data.private ? 'it is private now' : 'it was made public: everybody can read it in Slack',
      );
    case 'channel.deleted':
      return telling('Channel', 'it was deleted in Slack');
    case 'severity.set':
      return telling('Severity', after(data.severity, data.words));
    case 'status.set':
      return telling('Status', after(data.status, data.words));
    case 'zone.set':
      return telling('Time zone', data.zone);
    case 'role.assigned':
      return telling(capital(data.role), data.person.name);
    case 'role.left':
      return telling(capital(data.role), 'nobody any more');
    case 'marked':
      return telling(
        data.kind === 'identified' && data.about !== undefined ? 'Confirmed' : kindLabels[data.kind],
        data.words.text || data.about === undefined ? data.words : `#${data.about}`,
      );
    case 'impact.set':
      return telling('Impact', data.words);
    case 'update.given':
      return telling('Update', data.words);
    case 'task.added':
      return telling('Task', [brief(data.words, 500), data.owner?.name, data.due].filter(Boolean).join(', '));
    case 'task.changed':
      return telling(`Task T${data.task}`, data.words ?? 'changed');
    case 'task.done':
      return telling(`Task T${data.task}`, 'done');
    case 'gap.declared':
      return telling('Gap', gap(data, zone));
    case 'entry.unreadable':
      return data.gone ? null : telling('Unreadable', `an entry that this version cannot read: ${data.kind}`);
    case 'entry.edited':
      return telling(`#${data.number} corrected`, data.words);
    case 'entry.hidden':
      return telling(`#${data.number}`, 'taken off the timeline');
    case 'entry.unhidden':
      return telling(`#${data.number}`, 'put back on the timeline');
    case 'entry.redacted':
      return redacted(data.number === undefined ? data.task && `T${data.task}` : `#${data.number}`);
    case 'words.held':
      return telling('Hold', data.words ?? 'no words of this incident are deleted until it is released');
    case 'words.released':
      return telling('Hold', data.words ?? 'released: words are deleted when their time is over');
    case 'channel.made':
    case 'channel.adopted':
    case 'channel.renamed':
    case 'channel.archived':
    case 'channel.unarchived':
    case 'channel.moved':
    case 'unmarked':
    case 'section.written':
    case 'section.replaced':
    case 'section.removed':
    case 'link.added':
    case 'message.worded':
    case 'message.deleted':
    case 'words.purged':
    case 'person.erased':
    case 'document.state':
      return null;
  }
};

const redacted = (what: string | number | undefined): Telling | null =>
  what ? { label: String(what), words: plain('redacted: its words were destroyed') } : null;

/** A belief that turned out to be wrong is that it was not so. */
export const notSo = (claim: Words): Words => after('not so', claim);

/** The value, then why, with the links and the code of those words. */
const after = (value: string, words: Words | undefined): Words => {
  if (!words?.text) return plain(value);
  const text = `${value}: ${words.text}`;
  if (!words.tree) return { text };
  const [first, ...rest] = words.tree;
  const said = { type: 'text', value: `${value}: ` } as const;
  if (first?.type !== 'paragraph') return { text, tree: [{ type: 'paragraph', children: [said] }, ...words.tree] };
  return { text, tree: [{ ...first, children: [said, ...first.children] }, ...rest] };
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const gap = ({ from, to, ...read }: Gap, zone: string): string => {
  const isSameLabel = abbreviationAt(zone, from) === abbreviationAt(zone, to);
  const begin = isSameLabel ? clockTime(from, zone) : clockLabel(from, zone);
  const end = sameDay(from, to, zone) ? clockLabel(to, zone) : `${clockLabel(to, zone)} on ${day(to, zone)}`;
  return `Debrief was not listening ${begin} to ${end}; ${readAfterwards(read)}`;
};
