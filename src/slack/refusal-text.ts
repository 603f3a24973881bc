import { escapeMrkdwn, mrkdwn } from './blocks/mrkdwn.ts';
import { parseCommandText } from './text/command.ts';

/** A refusal as it stands, in mrkdwn: what it says to type is code, and whom it quotes is not called. */
export const refusalText = (message: string): string => mrkdwn(parseCommandText(escapeMrkdwn(message), noNames), 1500);

/** It names people already as they are called. */
const noNames = { person: () => undefined, channel: () => undefined, group: () => undefined };
