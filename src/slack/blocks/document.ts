import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { type Lack, sectionOfCommand } from './draft.ts';
import { inChunks } from './help.ts';
import { mrkdwn } from './mrkdwn.ts';

const MOST_CHUNKS = 6;

/** The document so far, as text, and what it lacks: each with a button that opens the form for it. */
export const documentBlocks = (incident: Incident, markdown: string, lacks: readonly Lack[]): KnownBlock[] => {
  const chunks = inChunks(mrkdwn(markdown, 100_000).split('\n'), 2900);
  const cut = chunks.length > MOST_CHUNKS ? ['… the rest is in the file that export uploads.'] : [];
  return [
    ...[...chunks.slice(0, MOST_CHUNKS), ...cut].map(
      (text): KnownBlock => ({
        type: 'section',
        text: { type: 'mrkdwn', text: text || ' ', verbatim: true },
      }),
    ),
    ...lacks.slice(0, 15).map((lack): KnownBlock => lackBlock(incident, lack)),
  ];
};

const lackBlock = (incident: Incident, { what, command, ask }: Lack): KnownBlock => {
  const text = `Missing: ${mrkdwn(what)} (\`${mrkdwn(command)}\`${ask ? `, ask ${mrkdwn(ask)}` : ''})`;
  const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text, verbatim: true } };
  const written = sectionOfCommand(command);
  if (!written) return section;
  const value = JSON.stringify({ incident: incident.id, section: written });
  return {
    ...section,
    accessory: { type: 'button', action_id: `fill:${written}`, text: { type: 'plain_text', text: 'Write it' }, value },
  };
};
