import { expect, it } from 'vitest';
import { compile } from '../../src/postmortem/postmortem.ts';
import { ben, log, message, moment, opened, pacific, type Told, words } from './log.ts';

const compiled = (...drafts: Told[]) =>
  compile(log({ ...opened(), at: pacific('14:00') }, ...drafts), { names: 'names', now: pacific('18:00') });
const at = (clock: string, told: Told): Told => ({ ...told, at: pacific(clock) });
const misled = (...drafts: Told[]) => compiled(...drafts).figures.find(({ name }) => name.includes('misleading'));
const minutes = (milliseconds: number | undefined) => (milliseconds ?? Number.NaN) / 60_000;
const bulb = { type: 'reaction', name: 'bulb' } as const;
const no = { type: 'reaction', name: 'no_entry_sign' } as const;

it('a hypothesis that was ruled out is a misleading path, from the one to the other', () => {
  const { paths } = compiled(
    at('14:10', moment('hypothesis', 'the deploy\nit went out at 13:50')),
    at('14:30', moment('ruled-out', 'rollback changed nothing', { about: 2 })),
  );
  expect(paths).toEqual([
    {
      claim: words('the deploy'),
      plausible: [words('it went out at 13:50')],
      ruledOutBy: words('rollback changed nothing'),
      from: pacific('14:10'),
      to: pacific('14:30'),
      hypothesis: 2,
      ruledOut: 3,
    },
  ]);
});

it('a false lead without its hypothesis is one, too, and nobody knows when it began', () => {
  const { paths } = compiled(at('14:30', moment('ruled-out', 'not the update')));
  expect(paths).toEqual([{ claim: words('not the update'), plausible: [], to: pacific('14:30'), ruledOut: 2 }]);
});

it('what was said in the thread of a hypothesis says why it was plausible then', () => {
  const pin = { type: 'pin' } as const;
  const { paths } = compiled(
    at('14:10', moment('hypothesis', 'the deploy', { message: message('1.1'), via: bulb })),
    at('14:12', moment('note', 'it touched the cart', { message: message('1.2', { thread: '1.1' }), via: pin })),
    at('14:50', moment('note', 'it was not', { message: message('1.3', { thread: '1.1' }), via: pin })),
    at('14:30', moment('ruled-out', '', { about: 2, message: message('1.1'), via: no })),
  );
  expect(paths).toMatchObject([{ plausible: [words('it touched the cart')], ruledOut: 5 }]);
  expect(paths[0]).not.toHaveProperty('ruledOutBy');
});

it('a confirmed hypothesis is no misleading path, and an open one is an open question', () => {
  const pm = compiled(
    moment('hypothesis', 'the weights'),
    moment('identified', 'yes', { about: 2 }),
    moment('hypothesis', 'the cache'),
  );
  expect(pm.paths).toEqual([]);
  expect(pm.openHypotheses.map(({ number }) => number)).toEqual([4]);
});

it('the last verdict counts, from the first time that it was said', () => {
  const { paths } = compiled(
    at('14:10', moment('hypothesis', 'the deploy')),
    at('14:15', moment('identified', 'it is', { about: 2 })),
    at('14:20', moment('ruled-out', 'it is not', { about: 2 })),
    at('14:40', moment('ruled-out', 'really not', { about: 2 })),
  );
  expect(paths.map(({ to, ruledOut }) => [to, ruledOut])).toEqual([[pacific('14:20'), 4]]);
});

it('what was ruled out and confirmed after all: it misled that it was ruled out, from the one to the other', () => {
  const pm = compiled(
    at('14:10', moment('hypothesis', 'the deploy')),
    at('14:20', moment('ruled-out', 'the rollback changed nothing', { about: 2 })),
    at('14:50', moment('identified', 'it was rolled back in one region only', { about: 2 })),
  );
  expect(pm.paths).toEqual([
    {
      claim: words('not so: the deploy'),
      plausible: [words('the rollback changed nothing')],
      ruledOutBy: words('it was rolled back in one region only'),
      from: pacific('14:20'),
      to: pacific('14:50'),
      hypothesis: 3,
      ruledOut: 4,
    },
  ]);
  expect(pm.openHypotheses).toEqual([]);
});

it('ruled out, confirmed and ruled out again: it was the hypothesis that misled, to the end', () => {
  const { paths } = compiled(
    at('14:10', moment('hypothesis', 'the deploy')),
    at('14:20', moment('ruled-out', 'no', { about: 2 })),
    at('14:30', moment('identified', 'yes', { about: 2 })),
    at('14:50', moment('ruled-out', 'no', { about: 2 })),
  );
  expect(paths).toMatchObject([{ claim: words('the deploy'), to: pacific('14:50'), hypothesis: 2, ruledOut: 5 }]);
});

it('a retracted verdict leaves its hypothesis open', () => {
  const pm = compiled(
    at('14:10', moment('hypothesis', 'the deploy', { message: message('1.1'), via: bulb })),
    { ...at('14:20', moment('ruled-out', '', { about: 2, message: message('1.1'), via: no })), by: ben },
    { kind: 'unmarked', data: { message: message('1.1'), via: no }, by: ben },
  );
  expect(pm.paths).toEqual([]);
  expect(pm.openHypotheses).toHaveLength(1);
});

it('a hidden hypothesis is not told as a path; what ruled it out is, on its own', () => {
  const { paths } = compiled(
    at('14:10', moment('hypothesis', 'Bob did it')),
    at('14:20', moment('ruled-out', 'nobody logged in', { about: 2 })),
    { kind: 'entry.hidden', data: { number: 2 } },
  );
  expect(paths).toMatchObject([{ claim: words('nobody logged in'), ruledOut: 3 }]);
  expect(paths[0]).not.toHaveProperty('from');
});

it('time on two paths at once counts once', () => {
  const figure = misled(
    at('14:10', moment('hypothesis', 'the deploy')),
    at('14:20', moment('hypothesis', 'the network')),
    at('14:30', moment('ruled-out', 'not the deploy', { about: 2 })),
    at('14:45', moment('ruled-out', 'not the network', { about: 3 })),
  );
  expect(minutes(figure?.length.value)).toBe(35);
  expect(figure?.atLeast).toBe(false);
});

it('time on misleading paths is unknown when none was measured, and a lower bound when some were not', () => {
  const alone = at('14:50', moment('ruled-out', 'not the update'));
  const both = [at('14:10', moment('hypothesis', 'the deploy')), at('14:30', moment('ruled-out', 'no', { about: 2 }))];
  expect(misled()?.length.value).toBeUndefined();
  expect(misled(alone)?.length.value).toBeUndefined();
  expect(misled(...both, alone)).toMatchObject({ atLeast: true, length: { value: 20 * 60_000 } });
});
