/** Slack's `ts` of an instant. */
export const tsOf = (at: Date): string => `${Math.floor(+at / 1000)}.${String(+at % 1000).padStart(3, '0')}000`;
