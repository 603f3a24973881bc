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
  expect(readServices('slow services:checkout,payments and service:search')).toEqual([
    'checkout',
    'payments',
    'search',
  ]);
});
