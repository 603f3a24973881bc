/** Writes to standard output, and waits until whoever reads has taken all of it, or wants no more. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });

/** Words for a terminal: what people wrote must not move its cursor or change its colours. */
export const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => (sign === '\n' ? sign : ' '));
