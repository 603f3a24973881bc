/** The value below which this share of them lies: 0.5 is the median. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
};

/** Each of the first divided by its neighbour in the second: what was measured side by side is compared side by side. */
export const over = (values: readonly number[], others: readonly number[]): number[] =>
  values.map((value, i) => value / (others[i] ?? Number.NaN));
