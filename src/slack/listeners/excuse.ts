import { randomUUID } from 'node:crypto';
import { Absence } from '../../incident/message.ts';
import { Refusal } from '../../incident/refusal.ts';
import { factsOf } from '../../log.ts';
import { mrkdwn } from '../blocks/mrkdwn.ts';
import type { Desk } from '../desk.ts';
import { refusalText } from '../refusal-text.ts';
import { parseCommandText } from '../text/command.ts';
import { Unwritten } from '../unwritten.ts';
import type { Answer } from './verb.ts';

type Failed = { readonly wrote: boolean /** As typed, with Slack's entities. */; readonly line: string };

/** What a person is told when they get no other answer: a refusal as it stands, or one kind sentence with a reference. */
export const excuse = (desk: Desk, error: unknown, { wrote, line }: Failed): Answer => {
  if (error instanceof Refusal) {
    const no = refusalText(error.message);
    // Nobody types a long line twice.
    const typed =
      line.length > LONG && !no.includes('You typed') ? mrkdwn(parseCommandText(line, desk.people.names), 1400) : '';
    return { text: typed ? `${no}\nYou typed: ${typed}` : no };
  }
  if (error instanceof Absence)
    return { text: 'That message is not on the record yet, so nothing was saved. Please try again in a moment.' };
  const reference = randomUUID().slice(0, 8);
  desk.log.error({ reference, ...factsOf(error) }, 'A request failed.');
  if (error instanceof Unwritten)
    return {
      text: `The document could not be written (reference ${reference}); the record is as it was. Please ask for it again. If it stays so, the operator's log says why, and \`debrief export\` writes it on the command line.`,
    };
  if (wrote) return { text: `That is saved, but the answer could not be made (reference ${reference}).` };
  const why = isStorage(error) ? 'the database could not be written' : 'something went wrong on our side';
  const words = line && ` You typed: ${mrkdwn(parseCommandText(line, desk.people.names), 2000)}`;
  return {
    text: `Sorry, *nothing was saved*: ${why} (reference ${reference}). Please try again, and keep your words until it works.${words}`,
  };
};

const LONG = 40;

/** Whether it is an answer to the person, which another try would not change. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Refusal || error instanceof Absence || error instanceof Unwritten;

const isStorage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const isSqlite = 'code' in error && String(error.code).startsWith('SQLITE');
  return isSqlite || error.name === 'StoreError' || isStorage(error.cause);
};
