import { expect, test } from 'vitest';
import { adopt } from '../../src/incident/adoption.ts';
import { incidentOf, minutes, opened } from '../given.ts';

const opening = { number: 7, team: 'T1', title: 'Checkout is down', zone: 'UTC', private: false, test: false };

test('an incident in a channel that was there knows from when on that is its own', () => {
  const drafts = adopt(opening, { id: 'C1', name: 'war-room', since: minutes(-60) });
  expect(drafts.map(({ kind }) => kind)).toEqual(['incident.opened', 'channel.adopted']);
  expect(incidentOf(...drafts)).toMatchObject({
    openedAt: minutes(0),
    channel: { id: 'C1', name: 'war-room', adopted: true, since: minutes(-60) },
  });
});

test('a channel that Slack gave another id is read from its beginning: what is known keeps its name', () => {
  const made = { kind: 'channel.made', data: { channel: 'C1', name: 'inc-7' } } as const;
  const incident = incidentOf(opened, made, { kind: 'channel.moved', data: { channel: 'C2' } });
  expect(incident.channel).toMatchObject({ id: 'C2', was: ['C1'] });
  expect(incident.channel?.since).toBeUndefined();
});
