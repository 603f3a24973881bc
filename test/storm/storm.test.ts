import { expect, test } from 'vitest';
import { storm } from './storm.ts';

// Short ones, always the same. `npm run soak` makes long ones, always others.
test.each([
  { seed: 11, transport: 'socket' },
  { seed: 12, transport: 'http' },
] as const)(
  'after a storm over $transport and kill -9, the record is what people did and were told',
  async (options) => {
    const { differences, told } = await storm({ ...options, acts: 60, kills: 2 });
    expect(differences).toEqual([]);
    expect(told.confirmed).toBeGreaterThan(0);
  },
  240_000,
);
