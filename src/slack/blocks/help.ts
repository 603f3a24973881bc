import type { KnownBlock } from '@slack/types';
import { sections } from './lines.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

type Shown = { readonly usage: string; readonly help: string };

/** What can be typed, a line each. */
export const helpBlocks = (verbs: readonly Shown[], command: string): KnownBlock[] =>
  sections(
    [
      ...verbs.map(({ usage, help }) => `\`${command} ${escapeMrkdwn(usage)}\` ${escapeMrkdwn(help)}`),
      `\`${command} INC-7 …\` The same about INC-7, in any channel`,
    ].join('\n'),
  );
