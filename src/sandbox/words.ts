import { isJson, type Json } from './json.ts';
import { toPlain } from './typed-text.ts';

/** Everything a person can read in a message, an ephemeral answer or a view, as plain lines. */
export const wordsOf = (shown: {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  title?: unknown;
}): string => {
  const blocks = Array.isArray(shown.blocks) ? shown.blocks : [];
  const attachments = Array.isArray(shown.attachments) ? shown.attachments : [];
  const title = typeof shown.title === 'object' ? [inside(shown.title)] : [];
  const body = blocks.length > 0 ? blocks.map(inside) : [toPlain(String(shown.text ?? ''))];
  return [...title, ...body, ...attachments.map(inside)].filter((line) => line !== '').join('\n');
};

const readable = ['title', 'pretext', 'label', 'text', 'fields', 'elements', 'element', 'accessory', 'rows', 'blocks'];

const inside = (part: unknown): string => {
  if (Array.isArray(part))
    return part
      .map(inside)
      .filter((line) => line !== '')
      .join(isInline(part) ? '' : '\n');
  if (!isJson(part)) return '';
  const shown = part;
  if (shown.type === 'plain_text') return String(shown.text);
  if (shown.type === 'mrkdwn') return toPlain(String(shown.text));
  if (shown.type === 'user') return `<@${shown.user_id}>`;
  if (shown.type === 'channel') return `<#${shown.channel_id}>`;
  if (shown.type === 'broadcast') return `@${shown.range}`;
  if (shown.type === 'emoji') return `:${shown.name}:`;
  if (shown.type === 'link') return String(shown.text ?? shown.url);
  if (shown.type === 'date') return String(shown.fallback);
  return readable
    .map((key) => (typeof shown[key] === 'string' ? String(shown[key]) : inside(shown[key])))
    .filter((line) => line !== '')
    .join('\n');
};

const isInline = (parts: unknown[]): boolean =>
  parts.some((part) => inlineTypes.includes(String((part as Json | undefined)?.type)));

const inlineTypes = ['text', 'link', 'user', 'channel', 'emoji', 'broadcast', 'date', 'usergroup'];
