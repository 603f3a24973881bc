import type { MessageKey } from './entry.ts';

// Slack may give a channel another id, as when it is shared with another company; its messages keep their `ts`. In the log they
// keep the channel's first id, too, so that marks, edits, threads and deletions find them; Slack is asked for them by the last.

type Moving = { readonly channel?: { readonly id: string; readonly was?: readonly string[] } };

/** Under which channel id the log has what is said there. */
export const homeOf = ({ channel }: Moving, id: string): string => (isOf(channel, id) ? (channel?.was?.[0] ?? id) : id);

/** Under which channel id Slack has it now. */
export const presentOf = ({ channel }: Moving, id: string): string => (channel && isOf(channel, id) ? channel.id : id);

/** A message as the log names it. */
export const atHome = <K extends MessageKey>(incident: Moving, key: K): K => ({
  ...key,
  channel: homeOf(incident, key.channel),
});

/** A message where Slack has it now. */
export const atPresent = <K extends MessageKey>(incident: Moving, key: K): K => ({
  ...key,
  channel: presentOf(incident, key.channel),
});

/** The address of a message, as it was written down, where it is now. */
export const presentLink = ({ channel }: Moving, link: string): string =>
  (channel?.was ?? []).reduce(
    (text, id) =>
      text.replace(`/archives/${id}/`, `/archives/${channel?.id}/`).replace(`cid=${id}`, `cid=${channel?.id}`),
    link,
  );

const isOf = (channel: Moving['channel'], id: string): boolean =>
  channel?.id === id || (channel?.was?.includes(id) ?? false);
