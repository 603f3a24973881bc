import { z } from 'zod';
import type { Incident } from '../../incident/incident.ts';
import { factsOf } from '../../log.ts';
import { type Format, formats } from '../../postmortem/formats.ts';
import type { Desk } from '../desk.ts';
import { errorName } from '../surfaces/calls.ts';
import { Unwritten } from '../unwritten.ts';
import { lastLoss } from '../upload.ts';
import { adoption, askToAdopt } from './adoption.ts';
import { asker } from './asker.ts';
import { readDocument } from './document.ts';
import { excuse } from './excuse.ts';
import { FieldRefusal } from './forms/filled.ts';
import { perform } from './perform.ts';
import { request } from './request.ts';
import { respond } from './respond.ts';
import type { Rooms } from './rooms.ts';
import type { Answer, Later } from './verb.ts';

const kept = z.object({ request, asker });

const keptLater = z.object({
  later: z.discriminatedUnion('does', [
    z.object({ does: z.literal('export'), incident: z.string(), format: z.enum(formats) }),
    adoption.extend({ does: z.literal('adopt') }),
  ]),
  channel: z.string(),
  responseUrl: z.string().optional(),
});

/** Does what was kept: a request that had to wait, or what needs Slack. It may be asked twice for the same. */
export const carryOutLater = (desk: Desk, rooms: Rooms): void => {
  desk.carryOut(async ({ body }) => {
    const waiting = kept.safeParse(body);
    if (waiting.success) {
      const answer = await performOnce(desk, waiting.data);
      const { responseUrl } = waiting.data.asker;
      if (responseUrl) await respond(desk, responseUrl, answer);
      if (responseUrl && answer.opened) await rooms(answer.opened, responseUrl);
    } else {
      const { later, channel, responseUrl } = keptLater.parse(body);
      const answer = await (later.does === 'adopt'
        ? askToAdopt(desk, channel, later)
        : exportTo(desk, channel, later).catch((error) => {
            if (error instanceof Unwritten) return excuse(desk, error, { wrote: false, line: '' });
            throw error;
          }));
      if (responseUrl) await respond(desk, responseUrl, answer);
    }
  });
};

const performOnce = async (desk: Desk, { request, asker }: z.infer<typeof kept>): Promise<Answer> => {
  // A crash may come between writing and noting that it is done: the entry knows by which request it came.
  if (await desk.logbook.isWritten(asker.trigger, asker.at)) return { text: 'That is on the record.' };
  return perform(desk, request, asker, { isKept: true }).catch((error) => {
    // The form is gone by now: what was wrong in one of its fields is told in words.
    if (error instanceof FieldRefusal) return { text: `Nothing was saved. ${error.message}` };
    throw error;
  });
};

type Export = Extract<Later, { does: 'export' }>;

const EXPORTS = 3;

/** Each time as the log has it then. */
const exportTo = async (desk: Desk, channel: string, { incident, format }: Export): Promise<Answer> => {
  for (let times = 0; times < EXPORTS; times++) {
    const past = await desk.logbook.read(incident);
    const document = await readDocument(desk, incident, [format]);
    const answer = await giveExport(desk, past, past.channel?.id ?? channel, format, document.as(format));
    if (answer) return answer;
  }
  return { text: 'The document was not uploaded: words of it are being destroyed. Please export it again.' };
};

const giveExport = async (
  desk: Desk,
  past: Incident,
  channel: string,
  format: Format,
  text: string,
): Promise<Answer | undefined> => {
  try {
    const isGiven = await desk.uploads.give(past, format, channel, text);
    return isGiven ? { text: `The document of INC-${past.number} is in the channel.` } : undefined;
  } catch (error) {
    // Whether a file arrived whose answer was lost cannot be asked: the person sees it, and decides.
    desk.log.warn(factsOf(error), 'A document could not be uploaded.');
    const why = errorName(error) ?? 'no answer from Slack';
    return { text: `The document may not be in the channel (${why}). Please look, and export it again.` };
  } finally {
    if (lastLoss(await desk.logbook.read(past.id)) > past.seq) void desk.converge(past.id); // in the moment in which it went up
  }
};
