import type { IncomingMessage } from 'node:http';
import { isJson, type Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';

/** The arguments of a call, from its query and its form, multipart or JSON body; JSON inside a form is unpacked. */
export const readArguments = async (request: IncomingMessage, query: URLSearchParams): Promise<Json> => {
  const body = await readBody(request);
  return Object.fromEntries(
    Object.entries({ ...Object.fromEntries(query), ...(await parse(request, body)) }).map(unpack),
  );
};

export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

const parse = async (request: IncomingMessage, body: Buffer): Promise<Json> => {
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (type.startsWith('application/json')) {
    const value: unknown = attempt(body.toString(), 'invalid_json');
    return isJson(value) ? value : {};
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries([...form.entries()]);
  }
  return Object.fromEntries(new URLSearchParams(body.toString()));
};

const packed = [
  'attachments',
  'blocks',
  'changes',
  'channel_ids',
  'criteria',
  'document_content',
  'file_ids',
  'files',
  'metadata',
  'unfurls',
  'user_ids',
  'view',
];

const unpack = ([name, value]: [string, unknown]): [string, unknown] => {
  if (typeof value !== 'string' || !packed.includes(name)) return [name, value];
  const wrong =
    name === 'blocks' ? 'invalid_blocks_format' : name === 'metadata' ? 'invalid_metadata_format' : 'invalid_arguments';
  return [name, attempt(value, wrong)];
};

const attempt = (text: string, wrong: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackError(wrong);
  }
};
