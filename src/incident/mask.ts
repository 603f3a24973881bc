/** A credential that stands in somebody's words, and what sort it is. */
export type Credential = { readonly kind: string; readonly text: string };

const MASK = '••••••••';

/** The same value, with every credential in any of its strings masked. */
export const masked = <T>(value: T, credentials: readonly Credential[]): T => {
  const hide = (text: string): string =>
    credentials.reduce((rest, { text: secret }) => rest.replaceAll(secret, MASK), text);
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return hide(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null || each instanceof Date) return each;
    const copy = Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, walk(inner)]));
    return 'text' in copy && 'tree' in copy && isSpread(copy.tree, credentials) ? { text: copy.text } : copy;
  };
  // Only strings were changed.
  return walk(value) as T;
};

/** Whether a credential is spread over several nodes of a tree: what no single node shows cannot be masked there. */
const isSpread = (tree: unknown, credentials: readonly Credential[]): boolean => {
  const shown = leavesIn(tree).join('').replace(/\s/g, '');
  return credentials.some(({ text }) => shown.includes(text.replace(/\s/g, '')));
};

const leavesIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  if ('value' in node && typeof node.value === 'string') return [node.value];
  return Object.values(node).flatMap(leavesIn);
};

/** Every string in a value, once, a line each. */
export const stringsIn = (value: unknown): string => {
  const found = new Set<string>();
  const walk = (each: unknown): void => {
    if (typeof each === 'string') found.add(each);
    else if (typeof each === 'object' && each !== null) for (const inner of Object.values(each)) walk(inner);
  };
  walk(value);
  return [...found].join('\n');
};
