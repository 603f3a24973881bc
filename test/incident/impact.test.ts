import { expect, test } from 'vitest';
import { readFigures, readServices } from '../../src/incident/impact.ts';

test.each([
  ['~40% of users', [{ unit: 'percent', low: 40, high: 40, estimated: true }]],
  ['40-50% see errors', [{ unit: 'percent', low: 40, high: 50, estimated: false }]],
  ['approximately 80 % of everybody', [{ unit: 'percent', low: 80, high: 80, estimated: true }]],
  ['200k users', [{ unit: 'users', low: 200_000, high: 200_000, estimated: false }]],
  ['about 200,000 users', [{ unit: 'users', low: 200_000, high: 200_000, estimated: true }]],
  ['1.5M customers', [{ unit: 'users', low: 1_500_000, high: 1_500_000, estimated: false }]],
  ['12.5% of users', [{ unit: 'percent', low: 12.5, high: 12.5, estimated: false }]],
  ['100 users', [{ unit: 'users', low: 100, high: 100, estimated: false }]],
  ['75% of our user base', [{ unit: 'percent', low: 75, high: 75, estimated: false }]],
  ['100% of users', [{ unit: 'percent', low: 100, high: 100, estimated: false }]],
  ['5% error rate', [{ unit: 'percent', low: 5, high: 5, estimated: false }]],
  ['between 40 and 50% of requests', [{ unit: 'percent', low: 40, high: 50, estimated: false }]],
  ['40% to 50% of users', [{ unit: 'percent', low: 40, high: 50, estimated: false }]],
  ['10-20k users', [{ unit: 'users', low: 10_000, high: 20_000, estimated: false }]],
  ['500-2k users', [{ unit: 'users', low: 500, high: 2000, estimated: false }]],
  ['10k to 20k of our users', [{ unit: 'users', low: 10_000, high: 20_000, estimated: false }]],
  ['roughly 2 million customers', [{ unit: 'users', low: 2_000_000, high: 2_000_000, estimated: true }]],
  ['1 customer so far', [{ unit: 'users', low: 1, high: 1, estimated: false }]],
  ['200k+ active users', [{ unit: 'users', low: 200_000, high: 200_000, estimated: false }]],
  ['db-2 and 50% of checkout', [{ unit: 'percent', low: 50, high: 50, estimated: false }]],
  ['3 pods for users in v2', []],
  ['nobody can pay since 14:05', []],
  ['latency is up 300%', []],
])('figures are read from %s', (text, figures) => {
  expect(readFigures(text)).toEqual(figures);
});

test('both figures are read from one sentence', () => {
  expect(readFigures('approximately 80% of our users, around 200,000 users')).toEqual([
    { unit: 'percent', low: 80, high: 80, estimated: true },
    { unit: 'users', low: 200_000, high: 200_000, estimated: true },
  ]);
});

test('services are read from the words', () => {
  expect(readServices('slow (services:checkout,payments) and service:search, service:search.')).toEqual([
    'checkout',
    'payments',
    'search',
  ]);
});
