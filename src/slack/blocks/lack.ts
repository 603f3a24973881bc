import type { KnownBlock } from '@slack/types';
import { button } from './button.ts';
import { literalCode } from './escape.ts';
import { section } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

/** A thing that the document still lacks: the command that fills it, and whom to ask. */
export type Lack = { readonly what: string; readonly command: string; readonly ask?: string };

/** What is missing, with a button that opens the form for it. `i` tells the buttons of a message apart. */
export const lackBlock = (incident: string, { what, command, ask }: Lack, i: number): KnownBlock => {
  const line = command.replace(/^\S+\s*(?:INC-\d+\s+)?/, '');
  const text = `*Missing: ${mrkdwn(what)}*${ask ? `, ask ${mrkdwn(ask)}` : ''}\n\`${literalCode(command)}\``;
  return { ...section(text), accessory: button(`fill:${i}`, 'Fill in', JSON.stringify({ incident, line })) };
};
