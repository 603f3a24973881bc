import { expect, test } from 'vitest';
import { atHome, atPresent, presentLink } from '../../src/incident/home.ts';
import { incidentOf, opened } from '../given.ts';

const made = { kind: 'channel.made', data: { channel: 'C1', name: 'inc-7' } } as const;
const to = (channel: string) => ({ kind: 'channel.moved', data: { channel } }) as const;
const twice = incidentOf(opened, made, to('C2'), to('C3'));
const ts = '1772366400.000100';

test('a message is known by the channel’s first id, whichever Slack names', () => {
  for (const channel of ['C1', 'C2', 'C3']) {
    expect(atHome(twice, { channel, ts })).toEqual({ channel: 'C1', ts });
    expect(atPresent(twice, { channel, ts })).toEqual({ channel: 'C3', ts });
  }
  expect(atHome(twice, { channel: 'C9', ts })).toEqual({ channel: 'C9', ts });
  expect(atPresent(incidentOf(opened, made), { channel: 'C1', ts })).toEqual({ channel: 'C1', ts });
});

test('a link that was written down before leads to where the message is now', () => {
  const link = 'https://acme.slack.com/archives/C1/p1772366400000100?thread_ts=1.1&cid=C1';
  expect(presentLink(twice, link)).toBe('https://acme.slack.com/archives/C3/p1772366400000100?thread_ts=1.1&cid=C3');
});
