import type { Block, Phrase } from '../../incident/words.ts';
import { turnedBack } from './direction.ts';

/** A stretch of words in one look: what every form of Slack's text comes down to before it is a tree. */
export type Run = {
  readonly text: string;
  readonly code?: boolean;
  readonly url?: string;
  /** In the order of `marks`. */
  readonly marks: readonly Mark[];
};

export const marks = ['strong', 'emphasis', 'delete'] as const;
export type Mark = (typeof marks)[number];

/** The marks that are worn, and one more. */
export const wear = (worn: readonly Mark[], mark: Mark): Mark[] =>
  marks.filter((one) => one === mark || worn.includes(one));

/** Code, line by line as it was written. */
export const codeBlock = (text: string): Block => ({
  type: 'code',
  value: text.replace(/[^\n]+/g, (line) => line + turnedBack(line)),
});

/** A paragraph of runs, with no empty line around it; none if nothing is left. Line breaks are never inside of emphasis. */
export const paragraph = (runs: readonly Run[]): Block[] => {
  const children = nested(merged(trimmed(merged(directed(runs.flatMap(lines))).flatMap(bareEdges))));
  return children.length > 0 ? [{ type: 'paragraph', children }] : [];
};

const plain = (text: string): Run => ({ text, marks: [] });

const lines = (run: Run): Run[] => {
  if (run.url !== undefined) return [{ ...run, text: run.text.replace(/\s*\n\s*/g, ' ') }];
  return run.text.split(/(\n)/).map((text) => (text === '\n' ? plain(text) : { ...run, text }));
};

/** Each line ends in the direction in which it began. */
const directed = (runs: readonly Run[]): Run[] => {
  const out: Run[] = [];
  let line = '';
  const turnBack = () => {
    const back = turnedBack(line);
    if (back !== '') out.push(plain(back));
    line = '';
  };
  for (const run of runs) {
    if (run.text === '\n') turnBack();
    else line += run.text;
    out.push(run);
  }
  turnBack();
  return out;
};

/** Emphasis that begins or ends with a space is emphasis in no markup language. */
const bareEdges = (run: Run): Run[] => {
  if (run.marks.length === 0 || run.code || run.url !== undefined) return [run];
  const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? [];
  return [plain(before), { ...run, text }, plain(after)];
};

const trimmed = (runs: readonly Run[]): Run[] => {
  const kept = runs.filter(({ text }) => text !== '');
  const seen = (run: Run) => run.text.trim() !== '';
  const [first, last] = [kept.findIndex(seen), kept.findLastIndex(seen)];
  return kept.slice(first, first < 0 ? 0 : last + 1).map((run, n, all) => {
    if (run.code) return run;
    const start = n === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: n === all.length - 1 ? start.trimEnd() : start };
  });
};

const merged = (runs: readonly Run[]): Run[] => {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && alike(last, run)) out[out.length - 1] = { ...last, text: last.text + run.text };
    else if (run.text !== '') out.push(run);
  }
  return out;
};

const alike = (a: Run, b: Run): boolean =>
  a.url === undefined &&
  b.url === undefined &&
  Boolean(a.code) === Boolean(b.code) &&
  a.marks.join() === b.marks.join();

const nested = (runs: readonly Run[]): Phrase[] => {
  const out: Phrase[] = [];
  for (let at = 0; at < runs.length; ) {
    const mark = runs[at]?.marks[0];
    let end = at + 1;
    while (end < runs.length && runs[end]?.marks[0] === mark) end += 1;
    const group = runs.slice(at, end);
    if (mark) out.push({ type: mark, children: nested(group.map((run) => ({ ...run, marks: run.marks.slice(1) }))) });
    else out.push(...group.flatMap(leaf));
    at = end;
  }
  return out;
};

const leaf = ({ text, code, url }: Run): Phrase[] => {
  if (url !== undefined) return [{ type: 'link', url, children: leaf({ text, marks: [], ...(code && { code }) }) }];
  if (code) return [{ type: 'inlineCode', value: text }];
  return text
    .split(/(\n)/)
    .filter((part) => part !== '')
    .map((part) => (part === '\n' ? { type: 'break' } : { type: 'text', value: part }));
};
