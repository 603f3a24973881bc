/** The severity that somebody typed: `sev1`, `SEV-1`, `1`. */
export const readSeverity = (typed: string, known: readonly string[]): string | undefined => {
  const plainly = (name: string): string => name.toLowerCase().replace(/[-‐-―−_\s]/g, '');
  const exact = known.find((name) => plainly(name) === plainly(typed));
  if (exact !== undefined || !/^\d$/.test(typed)) return exact;
  const [only, another] = known.filter((name) => name.endsWith(typed));
  return another === undefined ? only : undefined;
};

/** What a title begins with, if it looks like a severity: `sev1 …`, or a name without a digit and its colon, `critical: …`. */
export const splitSeverity = (text: string, known: readonly string[]): { typed?: string; rest: string } => {
  const [whole = '', word = '', colon = ''] = /^(\p{L}[\p{L}\d_‐-―−-]*)(?=\s|:|$)(:?)/u.exec(text) ?? [];
  const named = word !== '' && readSeverity(word, known);
  const isMeant = looksLike(word, known) || (named && (colon !== '' || /\d/.test(named)));
  return isMeant ? { typed: word, rest: text.slice(whole.length) } : { rest: text };
};

/** `sev9` is a severity that does not exist, rather than the first word of a title. */
const looksLike = (word: string, known: readonly string[]): boolean => {
  const [stem] = /^\p{L}+(?=[‐-―−-]?\d+$)/u.exec(word) ?? [];
  return (
    stem !== undefined &&
    (stem.toLowerCase() === 'sev' ||
      (stem.length > 1 && known.some((name) => /^(.*\D)\d+$/.exec(name)?.[1] === stem.toLowerCase())))
  );
};
