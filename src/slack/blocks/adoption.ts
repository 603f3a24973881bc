import type { KnownBlock } from '@slack/types';
import { clockLabel, shortDay } from '../../incident/zone.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

type Asked = {
  readonly name: string;
  readonly title: string;
  readonly severity?: string | undefined;
  readonly test: boolean;
  readonly zone: string;
  readonly since: number;
  readonly count: { readonly messages: number; readonly isMore: boolean };
  readonly now: Date;
};

/** Before a channel becomes an incident: what that means, and how much would be read. */
export const adoptionBlocks = (asked: Asked, value: string): KnownBlock[] => {
  const { name, title, severity, test, zone, since, count, now } = asked;
  const facts = [severity?.toUpperCase(), test && 'test'].filter(Boolean).join(', ');
  return [
    section(`*Shall #${mrkdwn(name)} become an incident${facts && ` (${facts})`}?* ${mrkdwn(title, 300)}`),
    section(
      `${countLabel(count)} since ${sinceLabel(new Date(since), zone, now)} would be read into its record. Everybody here is told first that what is said in this channel is recorded.`,
    ),
    ...actions([button('adopt_channel', 'Adopt', value, 'primary'), button('adopt_cancel', 'Cancel')]),
  ];
};

export const countLabel = ({ messages, isMore }: Asked['count']): string =>
  `${isMore ? 'More than ' : ''}${messages} ${messages === 1 ? 'message' : 'messages'}`;

/** `Sat 28 Feb 12:00 UTC` */
export const sinceLabel = (since: Date, zone: string, now: Date): string =>
  `${shortDay(since, zone, now)} ${clockLabel(since, zone)}`;
