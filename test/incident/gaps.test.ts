import { test } from 'vitest';
import { declareGap } from '../../src/incident/gaps.ts';
import { given, minutes, opened } from '../given.ts';

const gap = { from: minutes(2), to: minutes(9), read: 7 };

test('a gap is told where it began', () => {
  given(opened).when(declareGap(gap)).then({ kind: 'gap.declared', at: gap.from, data: gap });
});

test('a gap is told once, however much more of it is read later', () => {
  given(opened, { kind: 'gap.declared', data: gap })
    .when(declareGap({ ...gap, read: 8 }))
    .nothing();
});
