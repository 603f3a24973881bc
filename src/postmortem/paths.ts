import { notSo } from '../incident/tell.ts';
import type { Words } from '../incident/words.ts';
import { headline } from './headline.ts';
import type { Line } from './lines.ts';

/**
 * A belief that was wrong: what was believed, why it made sense then, what ruled it out. Without `from`, nobody told when it was
 * first believed. Of a hypothesis that was ruled out and confirmed after all, it is the belief that it was not so.
 */
export type Path = {
  readonly claim: Words;
  readonly plausible: readonly Words[];
  readonly ruledOutBy?: Words;
  readonly from?: Date;
  readonly to: Date;
  readonly hypothesis?: number;
  readonly ruledOut: number;
};

export const pathsOf = (lines: readonly Line[]): readonly Path[] => {
  const judged = verdicts(lines);
  const beliefs = new Map(lines.filter(({ kind }) => kind === 'hypothesis').map((line) => [line.number, line]));
  const threads = Map.groupBy(lines.filter(isRemark), ({ message }) => message?.thread);
  return lines.flatMap((line): Path[] => {
    if (line.kind === 'ruled-out' && !beliefs.has(line.about ?? 0)) return [alone(line)];
    const said = line.kind === 'hypothesis' ? (judged.get(line.number) ?? []) : [];
    const verdict = said.at(-1);
    if (verdict?.kind === 'ruled-out') return [ruledOut(line, verdict, threads.get(line.message?.ts) ?? [])];
    return said.flatMap((each, i) => (each.kind === 'ruled-out' ? tooEarly(line, each, said[i + 1]) : []));
  });
};

/** The hypotheses that nobody has ruled out or confirmed. */
export const openIn = (lines: readonly Line[]): readonly Line[] => {
  const judged = verdicts(lines);
  return lines.filter(({ kind, number }) => kind === 'hypothesis' && !judged.has(number));
};

/** What was said of each hypothesis, the last of which stands: each by the first entry that said it since the others said otherwise. */
const verdicts = (lines: readonly Line[]): ReadonlyMap<number, readonly Line[]> => {
  const judged = new Map<number, Line[]>();
  for (const line of lines) {
    if (line.about === undefined) continue;
    const said = judged.get(line.about) ?? [];
    if (said.at(-1)?.kind !== line.kind) judged.set(line.about, [...said, line]);
  }
  return judged;
};

const alone = ({ words, number, at }: Line): Path => {
  const { first, rest } = headline(words);
  return { claim: first, plausible: [], ...(rest && { ruledOutBy: rest }), to: at, ruledOut: number };
};

const ruledOut = (line: Line, verdict: Line, thread: readonly Line[]): Path => {
  const { first, rest } = headline(line.words);
  const remarks = thread.filter(({ at }) => at <= verdict.at).map(({ words }) => words);
  return {
    claim: first,
    plausible: [...(rest ? [rest] : []), ...remarks],
    ...(!verdict.bare && { ruledOutBy: verdict.words }),
    from: line.at,
    to: verdict.at,
    hypothesis: line.number,
    ruledOut: verdict.number,
  };
};

/** It was so after all: what misled is that it was ruled out. */
const tooEarly = (hypothesis: Line, { words, bare, at, number }: Line, confirmed: Line | undefined): Path[] =>
  confirmed
    ? [
        {
          claim: notSo(headline(hypothesis.words).first),
          plausible: bare ? [] : [words],
          ...(!confirmed.bare && { ruledOutBy: confirmed.words }),
          from: at,
          to: confirmed.at,
          hypothesis: number,
          ruledOut: confirmed.number,
        },
      ]
    : [];

/** What was said in a thread in support of its first message. */
const isRemark = ({ kind, message }: Line): boolean =>
  (kind === 'note' || kind === 'investigating') && message?.thread !== undefined && message.thread !== message.ts;
