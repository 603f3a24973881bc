import { existsSync } from 'node:fs';
import type { WebClient } from '@slack/web-api';
import { isOpen } from '../incident/incident.ts';
import type { Head } from '../logbook.ts';
import { errorName } from '../slack/surfaces/calls.ts';
import { reasonOf } from '../slack/surfaces/refusals.ts';
import { pathOf } from '../store/connection.ts';
import { openSqlite } from '../store/sqlite.ts';
import { StoreError } from '../store/store-error.ts';
import type { Finding } from './doctor.ts';

/** Whether Debrief hears what is said in the channel of each open incident. */
export const checkRooms = async (client: WebClient, url: string): Promise<Finding[]> => {
  const heads = await openHeads(url);
  const findings = await Promise.all(heads.map((head) => lookAt(client, head)));
  const troubles = findings.flat();
  return troubles.length > 0 || heads.length === 0
    ? troubles
    : [
        {
          what: `channels: Debrief is in ${heads.length === 1 ? 'that of the open incident' : `those of all ${heads.length} open incidents`}`,
        },
      ];
};

const openHeads = async (url: string): Promise<Head[]> => {
  if (!existsSync(pathOf(url))) return [];
  try {
    const { store, close } = openSqlite(url, { readonly: true });
    const heads = await store.heads();
    close();
    return heads.filter(isOpen);
  } catch (error) {
    if (error instanceof StoreError) return []; // told already
    throw error;
  }
};

const lookAt = async (client: WebClient, { number, channel: id }: Head): Promise<Finding[]> => {
  const what = `INC-${number}`;
  if (id === null) return [{ what, fix: 'it has no channel yet. The log of the bot says why' }];
  try {
    const { channel } = await client.conversations.info({ channel: id });
    const error = [channel?.is_archived && 'is_archived', !channel?.is_member && 'not_in_channel'].find(Boolean);
    const fix = error && reasonOf(error)?.operator;
    return fix ? [{ what, fix }] : [];
  } catch (error) {
    const name = errorName(error);
    if (name === undefined) throw error;
    return [{ what, fix: reasonOf(name)?.operator ?? `Slack says of its channel: ${name}` }];
  }
};
