import { z } from 'zod';
import type { Desk } from '../desk.ts';
import { uploadDocument } from '../uploads.ts';
import { answerLine, askOf } from './answering.ts';
import { keptCommand, respond } from './command.ts';
import { readDocument } from './document.ts';

const keptLater = z.object({
  later: z.object({ does: z.literal('export'), incident: z.string(), format: z.enum(['markdown', 'json']) }),
  user: z.string(),
  channel: z.string(),
  responseUrl: z.string().optional(),
});

/** Does what was kept: a command that had to wait, or what needs Slack. It may be asked twice for the same. */
export const carryOutLater = (desk: Desk): void => {
  desk.carryOut(async ({ body }) => {
    const command = keptCommand.safeParse(body);
    if (command.success) return runKept(desk, command.data);
    const { later, channel, responseUrl } = keptLater.parse(body);
    const incident = await desk.logbook.read(later.incident);
    const documents = await readDocument(desk, incident.id);
    const isJson = later.format === 'json';
    await uploadDocument(
      desk.client,
      channel,
      `postmortem-inc-${incident.number}.${isJson ? 'json' : 'md'}`,
      isJson ? documents.json : documents.markdown,
    );
    if (responseUrl)
      await respond(desk, responseUrl, { text: `The document of INC-${incident.number} is in the channel.` });
  });
};

const runKept = async (desk: Desk, { line, asker }: z.infer<typeof keptCommand>): Promise<void> => {
  const ask = await askOf(desk, asker, line);
  if (ask.incident && (await isWritten(desk, ask.incident.id, asker.trigger))) return;
  const answer = await answerLine(ask);
  if (asker.responseUrl) await respond(desk, asker.responseUrl, answer);
};

/** A crash may come between writing and noting that it is done. */
const isWritten = async (desk: Desk, incident: string, trigger: string): Promise<boolean> =>
  (await desk.logbook.entries(incident)).some(({ source }) => 'trigger' in source && source.trigger === trigger);
