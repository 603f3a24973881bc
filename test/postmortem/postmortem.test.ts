import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/incident/entry.ts';
import { type CompileOptions, compile, missing } from '../../src/postmortem/postmortem.ts';
import {
  ana,
  ben,
  cleo,
  log,
  message,
  moment,
  opened,
  pacific,
  pager,
  resolved,
  type Told,
  words,
  wrote,
} from './log.ts';
import { outage } from './outage.ts';

const options: CompileOptions = { names: 'names', now: pacific('16:00') };
const compiled = (...drafts: Told[]) => compile(log(...drafts), options);
const at = (clock: string, told: Told): Told => ({ ...told, at: pacific(clock) });
const impact = (clock: string, said: string, high: number, estimated = true): Told =>
  at(clock, {
    kind: 'impact.set',
    data: { words: words(said), figures: [{ unit: 'percent', low: high, high, estimated }], services: [] },
  });

describe('when it began and ended', () => {
  it('begins with the `started` entry, before all others', () => {
    const pm = compiled(
      at('14:02', opened()),
      at('14:00', moment('detected', 'alert')),
      at('13:50', moment('started', 'errors')),
    );
    expect(pm.span.start).toEqual({ value: pacific('13:50'), from: { type: 'captured', entries: [3] } });
  });

  it('else with the detection, and says so, and asks for better', () => {
    const { start } = compiled(at('14:02', opened()), at('14:00', moment('detected', 'alert'))).span;
    expect(start.value).toEqual(pacific('14:00'));
    expect(start.from).toEqual({ type: 'derived', how: 'the time at which it was detected', entries: [2] });
    expect(start.wanted?.command).toBe('/incident started 14:00 …');
  });

  it('else with the opening', () => {
    const { start } = compiled(at('14:02', opened())).span;
    expect(start).toMatchObject({ value: pacific('14:02'), from: { type: 'derived', entries: [1] } });
  });

  it('else with an earlier entry, if that is no note', () => {
    const pm = compiled(
      at('14:02', opened()),
      at('13:00', moment('note', 'lunch')),
      at('13:58', moment('action', 'paged')),
    );
    expect(pm.span.start).toMatchObject({ value: pacific('13:58'), from: { entries: [3] } });
  });

  it('has no length while it is open, and none when the end lies before the start', () => {
    expect(compiled(at('14:02', opened())).span.length.value).toBeUndefined();
    expect(compiled(at('14:02', opened()), at('13:00', resolved('over'))).span.length).toEqual({
      from: { type: 'missing' },
    });
  });

  it('ends with the last resolution after a reopening', () => {
    const reopened: Told = { kind: 'incident.reopened', data: { words: words('errors again') } };
    const pm = compiled(
      at('14:02', opened()),
      at('15:00', resolved('over')),
      at('15:05', reopened),
      at('16:00', resolved('over now')),
    );
    expect(pm.span.end).toEqual({ value: pacific('16:00'), from: { type: 'captured', entries: [4] } });
  });
});

describe('impact', () => {
  it('keeps the peak of each figure with its time, and the last words', () => {
    const { harm } = compiled(
      opened(),
      impact('14:10', '~20%', 20),
      impact('14:20', '40%', 40, false),
      impact('14:50', '~5%', 5),
    );
    expect(harm.words).toEqual({ value: words('~5%'), from: { type: 'captured', entries: [4] } });
    expect(harm.peaks.value).toEqual([
      { unit: 'percent', low: 40, high: 40, estimated: false, at: pacific('14:20'), entry: 3 },
    ]);
  });

  it('of edited words has the figures of the last words', () => {
    const edit: Told = { kind: 'entry.edited', data: { number: 2, words: words('only 4% of users') } };
    expect(compiled(opened(), impact('14:10', '~40%', 40), edit).harm.peaks.value).toMatchObject([
      { high: 4, estimated: false },
    ]);
  });

  it('is not told by an entry that was hidden', () => {
    const hidden: Told = { kind: 'entry.hidden', data: { number: 2 } };
    expect(compiled(opened(), impact('14:10', '~40%', 40), hidden).harm.words.value).toBeUndefined();
  });
});

describe('detection', () => {
  it('is by monitoring when a bot reported it', () => {
    const alert = message('1.1', { bot: 'B9' });
    const told = { ...moment('detected', '5xx', { message: alert, via: { type: 'pin' } as const }), author: pager };
    expect(compiled(opened(), told).detection.how).toEqual({
      value: 'monitoring',
      from: { type: 'derived', how: 'a bot reported it', entries: [2] },
    });
  });

  it('asks the person who reported it how they noticed', () => {
    const { how } = compiled(opened(), { ...moment('detected', 'checkout is slow'), by: cleo }).detection;
    expect(how).toMatchObject({ from: { type: 'missing' }, wanted: { ask: cleo } });
  });

  it('takes the way from any entry that tells it', () => {
    const pm = compiled(
      opened(),
      moment('detected', 'slow'),
      moment('detected', 'customers call', { how: 'customer' }),
    );
    expect(pm.detection.how).toEqual({ value: 'customer', from: { type: 'captured', entries: [3] } });
  });
});

describe('the root cause in one line', () => {
  it('is the first sentence of what was written last', () => {
    const { cause } = compiled(opened(), wrote('cause', 'A deploy.'), {
      ...wrote('cause', 'Bad weights on lb-1. They were reset.'),
      by: ben,
    });
    expect(cause).toMatchObject({ value: 'Bad weights on lb-1.', from: { type: 'entered', by: ben } });
  });

  it('is as identified until somebody writes it, and is still wanted', () => {
    const { cause } = compiled(opened(), { ...moment('identified', 'weights were reset'), by: cleo });
    expect(cause).toMatchObject({
      value: 'weights were reset',
      from: { type: 'captured', entries: [2] },
      wanted: { ask: cleo },
    });
  });

  it('is satisfied by contributing factors alone', () => {
    const pm = compiled(opened(), wrote('factor', 'No review at night.'));
    expect(pm.cause.value).toBe('No review at night.');
    expect(missing(pm).map(({ what }) => what)).not.toContain('root cause');
  });
});

describe('what is missing', () => {
  it('is nearly everything of an incident that was opened and resolved at once', () => {
    const pm = compiled(at('14:02', opened({ severity: undefined })), at('14:02', resolved()));
    expect(missing(pm).map(({ what }) => what)).toEqual([
      'root cause',
      'resolution',
      'impact',
      'start',
      'detection',
      'improvements',
      'tasks',
      'severity',
      'lead',
    ]);
    expect(missing(pm).every(({ ask }) => ask?.id === ana.id)).toBe(true);
  });

  it('is the start alone of an incident that was told well', () => {
    expect(missing(compile(outage(), options)).map(({ what }) => what)).toEqual(['start']);
  });

  it('is nothing of a false alarm', () => {
    const cancelled: Told = { kind: 'incident.cancelled', data: { reason: 'false alarm' } };
    expect(missing(compiled(opened(), cancelled))).toEqual([]);
  });
});

describe('the summary', () => {
  const summaryOf = (entries: Entry[]) => compile(entries, options).summary;

  it('is composed of what is known, in two to four sentences', () => {
    expect(summaryOf(outage()).value?.map(({ text }) => text)).toEqual([
      '“Checkout is down” lasted 1 hour 30 minutes, from 14:00 PDT to 15:30 PDT on Friday, 3 November 2023. ' +
        'Impact: ~40% of users, about 200,000, cannot pay. ' +
        'Root cause: A maintenance script reset the weights of the load balancer. ' +
        'Resolution: The weights were restored.',
    ]);
  });

  it('says what is not known', () => {
    expect(summaryOf(log(at('14:02', opened()))).value?.[0]?.text).toBe(
      '“Checkout is down” began at 14:02 PDT on Friday, 3 November 2023 and is not resolved yet. ' +
        'Not known yet: whom it hurt, the root cause, what fixed it.',
    );
  });

  it('is used as written once somebody wrote one', () => {
    const summary = summaryOf(log(opened(), { ...wrote('summary', 'We were down.'), by: ben }));
    expect(summary).toMatchObject({ value: [words('We were down.')], from: { type: 'entered', by: ben } });
  });
});

it('names the highest severity and the last one', () => {
  const to = (severity: string): Told => ({ kind: 'severity.set', data: { severity } });
  const pm = compiled(opened({ severity: 'sev3' }), to('sev1'), to('sev10'), to('sev2'));
  expect([pm.severity.value, pm.lastSeverity]).toEqual(['sev1', 'sev2']);
});

it('counts as responders those who took part, and no bot', () => {
  const pm = compile(outage(), options);
  expect(pm.responders).toEqual([ben, ana, cleo]);
});

it('is the same for the same log and the same instant', () => {
  expect(compile(outage(), options)).toEqual(compile(outage(), options));
});
