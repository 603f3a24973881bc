import type { Draft } from './entry.ts';
import type { Incident } from './incident.ts';
import { refuse } from './refusal.ts';

/** From now on its channel's members only know of it. There is no way back. */
export const makePrivate = (incident: Incident): Draft[] =>
  incident.private
    ? refuse(`INC-${incident.number} is private already.`)
    : [{ kind: 'incident.made-private', data: {} }];

/** A person converted its channel. A private channel makes its incident private; a public one makes nothing public. */
export const channelConverted =
  (channel: string, toPrivate: boolean) =>
  ({ channel: known, ...incident }: Incident): Draft[] => {
    if (known?.id !== channel || known.private === toPrivate) return [];
    const converted: Draft = { kind: 'channel.converted', data: { private: toPrivate } };
    const hidden: Draft = { kind: 'incident.made-private', data: {} };
    return toPrivate && !incident.private ? [converted, hidden] : [converted];
  };

/** Slack gave the channel another id. */
export const channelMoved =
  (from: string, to: string) =>
  ({ channel }: Incident): Draft[] =>
    channel?.id === from ? [{ kind: 'channel.moved', data: { channel: to } }] : [];

/** Somebody deleted the channel in Slack. The record stays. */
export const channelDeleted =
  (channel: string) =>
  ({ channel: known }: Incident): Draft[] =>
    known?.id === channel && !known.deleted ? [{ kind: 'channel.deleted', data: {} }] : [];
