import type { Incident } from '../../incident/incident.ts';
import { Absence } from '../../incident/message.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Desk } from '../desk.ts';
import { answerLine } from './answering.ts';
import { type Asker, askOf } from './asker.ts';
import { press } from './buttons/press.ts';
import { excuse, isRefused } from './excuse.ts';
import { FieldRefusal } from './forms/filled.ts';
import { submit } from './forms/submit.ts';
import { type Gate, TooLate } from './gate.ts';
import type { Request, Submission } from './request.ts';
import type { Answer, Ask } from './verb.ts';

type How = { readonly gate?: Gate /** It is kept, and tried again after an error. */; readonly isKept?: true };

/**
 * Carries a request out and answers it; an error is an answer, too. What refuses a form is thrown, and of a request that is
 * kept whatever is no answer yet.
 */
export const perform = async (desk: Desk, request: Request, asker: Asker, { gate, isKept }: How): Promise<Answer> => {
  const line = request.type === 'line' ? request.line : '';
  let wrote = () => false;
  try {
    const ask = await askOf(desk, asker, line, gate);
    wrote = ask.wrote;
    const answer = await patiently(ask, () => answerTo(ask, request));
    return withDelay(answer, ask.incident && (withoutChannel(ask.incident) ?? desk.delay(ask.incident)));
  } catch (error) {
    if (error instanceof TooLate || error instanceof FieldRefusal) throw error;
    if (isKept && !isRefused(error) && !wrote()) throw error;
    const answer = excuse(desk, error, { wrote: wrote(), line });
    const field = request.type === 'submit' && !wrote() ? fieldFor(request) : undefined;
    if (field === undefined) return answer;
    throw new FieldRefusal(field, error instanceof Refusal ? error.message : answer.text.replaceAll('*', ''));
  }
};

/** A form that was refused stays open under a "no": nobody types its words twice. Where that stands. */
const fieldFor = ({ values }: Submission): string | undefined =>
  ['words', 'when'].find((field) => field in values) ?? Object.keys(values)[0];

/** Milliseconds. While events stream in, a message waits a moment until it is recorded. */
const PATIENCE = [200, 400, 600];

/** What somebody says of a message may come before the message itself is on the record. */
const patiently = async (ask: Ask, act: () => Promise<Answer>): Promise<Answer> => {
  for (const wait of PATIENCE) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Absence) || ask.wrote()) throw error;
      await new Promise((again) => setTimeout(again, wait));
    }
  }
  return act();
};

const answerTo = (ask: Ask, request: Request): Promise<Answer> => {
  if (request.type === 'line') return answerLine(ask);
  return request.type === 'press' ? press(ask, request.button, request.value) : submit(ask, request);
};

const withoutChannel = ({ number, channel }: Incident): string | undefined =>
  channel?.deleted
    ? `The channel of INC-${number} was deleted: what is on the record is shown in no channel.`
    : undefined;

/** Where Slack does not show what is on the record, who writes is told why. */
const withDelay = (answer: Answer, delay: string | undefined): Answer =>
  delay === undefined || answer.form
    ? answer
    : {
        ...answer,
        text: `${answer.text}\n${delay}`,
        ...(answer.blocks && {
          blocks: [...answer.blocks, { type: 'context', elements: [{ type: 'plain_text', text: delay }] }],
        }),
      };
