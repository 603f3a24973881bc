import type { Desk } from '../desk.ts';
import type { Asker } from './asker.ts';
import { excuse } from './excuse.ts';
import { createGate } from './gate.ts';
import { perform } from './perform.ts';
import type { Request } from './request.ts';
import type { Answer } from './verb.ts';

/** Slack gives three seconds. */
const PATIENCE = 2_000;

/** The answer to a request. What has not had its turn in two seconds is kept, and answered later. */
export const inTime = async (desk: Desk, request: Request, asker: Asker, late = timeout()): Promise<Answer> => {
  const gate = createGate();
  const answer = perform(desk, request, asker, { gate });
  const first = await Promise.race([answer, late]);
  if (first) return first;
  if (!gate.close()) return answer;
  answer.catch(() => {}); // It finds the gate closed, and is carried out from what is kept.
  try {
    const kind = asker.source === 'command' ? 'command' : 'interaction';
    await desk.intend({ key: keyOf(asker), kind, channel: asker.channel || null, body: { request, asker } });
    return { text: 'Received and kept: many are writing at once. You are told here when it is on the record.' };
  } catch (error) {
    return excuse(desk, error, { wrote: false, line: request.type === 'line' ? request.line : '' });
  }
};

const keyOf = ({ trigger, source }: Asker): string => (source === 'form' ? trigger : `trigger:${trigger}`);

const timeout = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE).unref());
