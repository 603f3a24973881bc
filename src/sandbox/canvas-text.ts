import { createHash } from 'node:crypto';
import { asText, type Json } from './json.ts';
import { fail } from './slack-error.ts';
import type { Canvas } from './workspace.ts';

/** A canvas's body is kept as the Markdown it was made of; a section is one of its paragraphs. */

export const applyChange = (canvas: Canvas, change: Json, contentOf: (value: unknown) => string): void => {
  const text = () => contentOf(change.document_content);
  const parts = paragraphs(canvas);
  const at = change.section_id === undefined ? -1 : indexOf(parts, asText(change.section_id));
  const spliced = (start: number, gone: number, ...put: string[]) => parts.toSpliced(start, gone, ...put).join('\n\n');
  const operation = asText(change.operation);
  if (needsSection.includes(operation) && at < 0) fail('invalid_arguments');
  if (operation === 'insert_at_start') canvas.markdown = [text(), ...parts].join('\n\n');
  else if (operation === 'insert_at_end') canvas.markdown = [...parts, text()].join('\n\n');
  else if (operation === 'insert_before') canvas.markdown = spliced(at, 0, text());
  else if (operation === 'insert_after') canvas.markdown = spliced(at + 1, 0, text());
  else if (operation === 'replace') canvas.markdown = at < 0 ? text() : spliced(at, 1, text());
  else if (operation === 'delete') canvas.markdown = spliced(at, 1);
  else if (operation === 'rename') canvas.title = contentOf(change.title_content);
  else fail('invalid_arguments');
};

const needsSection = ['insert_before', 'insert_after', 'delete'];

export const sectionsOf = (canvas: Canvas, criteria: Json): { id: string }[] => {
  const types = Array.isArray(criteria.section_types) ? criteria.section_types.map(String) : ['any_header'];
  const wanted = asText(criteria.contains_text).toLowerCase();
  return paragraphs(canvas)
    .filter((part) => wanted === '' || part.toLowerCase().includes(wanted))
    .filter(
      (part) =>
        criteria.section_types === undefined ||
        types.includes(headerOf(part)) ||
        (types.includes('any_header') && headerOf(part) !== ''),
    )
    .map((part) => ({ id: idOf(part) }));
};

const paragraphs = (canvas: Canvas): string[] => canvas.markdown.split(/\n{2,}/).filter((part) => part.trim() !== '');

/** Temporary: another wording, another id. */
const idOf = (part: string): string => `temp:C:${createHash('sha256').update(part).digest('base64url').slice(0, 13)}`;

const indexOf = (parts: readonly string[], id: string): number => {
  const at = parts.findIndex((part) => idOf(part) === id);
  return at < 0 ? fail('canvas_editing_failed', { detail: 'Section not found' }) : at;
};

const headerOf = (part: string): string => {
  const marks = /^(#{1,3}) /.exec(part)?.[1];
  return marks ? `h${marks.length}` : '';
};
