import type { WebClient } from '@slack/web-api';

/** A text as a file in a channel. */
export const uploadDocument = async (
  client: WebClient,
  channel: string,
  filename: string,
  content: string,
): Promise<void> => {
  await client.filesUploadV2({ channel_id: channel, filename, title: filename, content });
};
