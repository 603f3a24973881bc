import type { Desk } from '../desk.ts';
import { answerLine } from './answering.ts';
import { type Asker, askOf } from './asker.ts';
import { press } from './buttons/press.ts';
import { excuse, isRefused } from './excuse.ts';
import { FieldRefusal } from './forms/filled.ts';
import { submit } from './forms/submit.ts';
import { type Gate, TooLate } from './gate.ts';
import type { Request } from './request.ts';
import type { Answer } from './verb.ts';

type How = { readonly gate?: Gate /** It is kept, and tried again after an error. */; readonly isKept?: true };

/**
 * Carries a request out and answers it; an error is an answer, too. What concerns a field of a form is thrown, and of a
 * request that is kept whatever is no answer yet.
 */
export const perform = async (desk: Desk, request: Request, asker: Asker, { gate, isKept }: How): Promise<Answer> => {
  const line = request.type === 'line' ? request.line : '';
  let wrote = () => false;
  try {
    const ask = await askOf(desk, asker, line, gate);
    wrote = ask.wrote;
    if (request.type === 'line') return await answerLine(ask);
    if (request.type === 'press') return await press(ask, request.button, request.value);
    return await submit(ask, request);
  } catch (error) {
    if (error instanceof TooLate || error instanceof FieldRefusal) throw error;
    if (isKept && !isRefused(error) && !wrote()) throw error;
    return excuse(desk, error, { wrote: wrote(), line });
  }
};
