import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

type Message = { readonly files?: readonly unknown[] | null | undefined };

/** Files of which a message has only the id, as between companies: what they are is asked for, once. Without an answer the id stands for the name. */
export const withFilesDescribed = async <M extends Message>(client: WebClient, message: M): Promise<M> => {
  if (!message.files?.some(isUndescribed)) return message;
  const files = await Promise.all(
    message.files.map((file) => (isUndescribed(file) ? describe(client, idOf(file), file) : file)),
  );
  return { ...message, files };
};

/** The same for an event as it was kept. */
export const eventDescribed = async (client: WebClient, body: string): Promise<string> => {
  if (!body.includes(CHECK)) return body;
  const kept = delivery.safeParse(JSON.parse(body));
  if (!kept.success) return body;
  const { event } = kept.data;
  const described = await withFilesDescribed(client, event);
  const message = event.message && (await withFilesDescribed(client, event.message));
  return JSON.stringify({ ...kept.data, event: { ...described, ...(message && { message }) } });
};

const CHECK = 'check_file_info';

const message = z.looseObject({ files: z.array(z.unknown()).nullish() });
const delivery = z.looseObject({ event: message.extend({ message: message.optional() }) });
const undescribed = z.object({ id: z.string(), file_access: z.literal(CHECK) });

const isUndescribed = (file: unknown): boolean => undescribed.safeParse(file).success;
const idOf = (file: unknown): string => undescribed.parse(file).id;

const describe = async (client: WebClient, id: string, file: unknown): Promise<unknown> => {
  try {
    return (await client.files.info({ file: id })).file ?? file;
  } catch {
    return file;
  }
};
