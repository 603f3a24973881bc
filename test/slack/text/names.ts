import type { Names } from '../../../src/slack/text/reference.ts';

/** Who is known in these tests; everybody else is not. */
export const names: Names = {
  person: (id) => new Map([['U1', 'Ana Silva']]).get(id),
  channel: (id) => new Map([['C1', 'general']]).get(id),
  group: (id) => new Map([['S1', 'database-team']]).get(id),
};
