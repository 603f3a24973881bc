import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Writes files as Slack zips an export. */
export const writeZip = async (path: string, files: Readonly<Record<string, unknown>>): Promise<void> => {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(JSON.stringify(content)), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
};

const ana = { id: 'U1', team_id: 'T1', name: 'ana', profile: { display_name: '', real_name: 'Ana Lima' } };
const ben = { id: 'U2', team_id: 'T1', name: 'ben', deleted: true, profile: { display_name: 'Ben' } };

/** An outage, told in an export: a thread, an edit, reactions, a pin, a bot, and what is no message. */
export const outage = {
  'users.json': [ana, ben],
  'channels.json': [
    {
      id: 'C1',
      name: 'inc-42-checkout',
      creator: 'U1',
      pins: [{ id: '1704495600.000100', type: 'C', user: 'U2', created: 1704495700 }],
    },
    { id: 'C2', name: 'inc-43-quiet', creator: 'U1' },
    { id: 'C3', name: 'random', creator: 'U1' },
  ],
  'groups.json': [{ id: 'C4', name: 'inc-44-leak', creator: 'U1' }],
  'dms.json': [{ id: 'D1', members: ['U1', 'U2'] }],
  'inc-42-checkout/2024-01-05.json': [
    {
      type: 'message',
      subtype: 'channel_join',
      ts: '1704495000.000100',
      user: 'U1',
      text: '<@U1> has joined the channel',
    },
    {
      type: 'message',
      ts: '1704495600.000100',
      user: 'U1',
      text: 'checkout is down, <@U2> look at <#C3>',
      reply_count: 1,
      latest_reply: '1704496200.000300',
    },
    {
      type: 'message',
      ts: '1704495900.000200',
      user: 'U2',
      text: 'it is the deploy',
      reactions: [
        { name: 'bulb', users: ['U1', 'U2'], count: 2 },
        { name: 'eyes', users: ['U1'], count: 1 },
      ],
    },
    {
      type: 'message',
      ts: '1704496200.000300',
      thread_ts: '1704495600.000100',
      user: 'U2',
      text: 'rolled it *back*',
      edited: { user: 'U2', ts: '1704496260.000000' },
    },
    {
      type: 'message',
      subtype: 'bot_message',
      ts: '1704496300.000400',
      bot_id: 'B1',
      username: 'Grafana',
      text: '',
      attachments: [{ title: '5xx on checkout' }],
    },
  ],
  'inc-42-checkout/2024-01-06.json': [
    { type: 'message', ts: '1704501000.000500', user: 'U1', text: 'orders flow again' },
    { type: 'message', nothing: 'known' },
  ],
  'random/2024-01-05.json': [{ type: 'message', ts: '1704495000.000100', user: 'U1', text: 'lunch?' }],
  'inc-44-leak/2024-02-01.json': [
    {
      type: 'message',
      ts: '1706778000.000100',
      user: 'U1',
      text: 'the key ghp_abcdefghijklmnopqrstuvwxyz0123456789 leaked',
    },
  ],
};
