const natural = new Intl.Collator('en', { numeric: true });

/** The highest of the severities that were set: by the order given, else by their numbers, of which the lowest is the gravest. */
export const highest = (set: readonly string[], order: readonly string[] = []): string | undefined => {
  const rank = (severity: string): number => (order.includes(severity) ? order.indexOf(severity) : order.length);
  return set.toSorted((a, b) => rank(a) - rank(b) || natural.compare(a, b))[0];
};
