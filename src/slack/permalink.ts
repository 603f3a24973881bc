import type { MessageKey } from '../incident/entry.ts';

/** Where a message is read in Slack: `https://acme.slack.com/archives/C1/p1772366400000100`. */
export const permalinkOf = (
  teamUrl: string,
  { channel, ts, thread }: MessageKey & { readonly thread?: string | undefined },
): string => {
  const base = `${teamUrl}archives/${channel}/p${ts.replace('.', '')}`;
  return thread && thread !== ts ? `${base}?thread_ts=${thread}&cid=${channel}` : base;
};

/** Where a file of ours is seen: `https://acme.slack.com/files/U1/F1/postmortem-inc-7.md`. */
export const filePermalink = (
  { teamUrl, user }: { readonly teamUrl: string; readonly user: string },
  id: string,
  name: string,
): string => `${teamUrl}files/${user}/${id}/${name}`;
