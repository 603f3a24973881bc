import type { KnownBlock } from '@slack/types';
import { sections } from './lines.ts';
import { mrkdwn } from './mrkdwn.ts';

type Listed = {
  readonly number: number;
  readonly title: string;
  readonly status: string;
  readonly severity: string | null;
  readonly private: boolean;
  readonly test: boolean;
  readonly channel: string | null;
};

const MOST = 100;

export const incidentLine = ({ number, title, status, severity, channel, ...is }: Listed): string =>
  [
    `*INC-${number}* ${mrkdwn(title, 200)}`,
    severity,
    status,
    is.private && 'private',
    is.test && 'test',
    channel && `<#${channel}>`,
  ]
    .filter(Boolean)
    .join(' · ');

export const incidentList = (heads: readonly Listed[]): KnownBlock[] => {
  const more = heads.length > MOST ? [`… and ${heads.length - MOST} more: look for them by their words.`] : [];
  return sections([...heads.slice(0, MOST).map((head) => `• ${incidentLine(head)}`), ...more].join('\n'));
};
