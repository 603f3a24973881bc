import { expect, test } from 'vitest';
import { channelConverted, channelDeleted, channelMoved, makePrivate } from '../../src/incident/secrecy.ts';
import { given, incidentOf, opened, type Told } from '../given.ts';

const made: Told = { kind: 'channel.made', data: { channel: 'C1', name: 'inc-7' } };
const hidden: Told = { kind: 'incident.made-private', data: {} };
const converted = (isPrivate: boolean): Told => ({ kind: 'channel.converted', data: { private: isPrivate } });

test('an incident is made private once', () => {
  given(opened, made).when(makePrivate).then({ kind: 'incident.made-private' });
  given(opened, made, hidden).when(makePrivate).refused('INC-7 is private already.');
});

test('a channel that was made private makes its incident private', () => {
  given(opened, made)
    .when(channelConverted('C1', true))
    .then({ kind: 'channel.converted', data: { private: true } }, { kind: 'incident.made-private' });
});

test('the channel of a private incident is noted as private, once', () => {
  given(opened, made, hidden).when(channelConverted('C1', true)).then({ kind: 'channel.converted' });
  given(opened, made, hidden, converted(true)).when(channelConverted('C1', true)).nothing();
});

test('a channel that was made public makes nothing public', () => {
  given(opened, made, hidden, converted(true))
    .when(channelConverted('C1', false))
    .then({ kind: 'channel.converted', data: { private: false } });
  expect(incidentOf(opened, made, hidden, converted(true), converted(false))).toMatchObject({
    private: true,
    channel: { private: false },
  });
});

test('the channel of an incident that was private from the start is private', () => {
  const secret: Told = { ...opened, data: { ...opened.data, private: true } } as Told;
  expect(incidentOf(secret, made).channel?.private).toBe(true);
  given(secret, made).when(channelConverted('C1', true)).nothing();
});

test('the incident follows its channel to another id', () => {
  given(opened, made)
    .when(channelMoved('C1', 'C2'))
    .then({ kind: 'channel.moved', data: { channel: 'C2' } });
  given(opened, made).when(channelMoved('C9', 'C2')).nothing();
  expect(incidentOf(opened, made, { kind: 'channel.moved', data: { channel: 'C2' } }).channel?.id).toBe('C2');
});

test('a deleted channel is noted once, and the record stays', () => {
  given(opened, made).when(channelDeleted('C1')).then({ kind: 'channel.deleted' });
  given(opened, made, { kind: 'channel.deleted', data: {} }).when(channelDeleted('C1')).nothing();
});
