import { emit } from './events.ts';
import type { Json } from './json.ts';
import type { Conversation, Message, StoredFile } from './workspace.ts';
import type { World } from './world.ts';

/** A file as messages and files.info carry it; its private address asks for the bot's token. */
export const fileShape = (world: World, file: StoredFile): Json => {
  const type = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const [mimetype, filetype, pretty_type] = sorts[type] ?? ['application/octet-stream', 'binary', 'Binary'];
  const site = `https://${world.team.domain}.slack.com/files/${file.user}/${file.id}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype,
    filetype,
    pretty_type,
    user: file.user,
    user_team: world.team.id,
    editable: false,
    size: file.size,
    mode: modeOf(file, mimetype),
    is_external: file.external !== undefined,
    external_type: file.external ? 'gdrive' : '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(file.altText && { alt_txt: file.altText }),
    ...(file.external ? { url_private: file.external } : addresses(world, file)),
    permalink: `${site}/${encodeURIComponent(file.name)}`,
    permalink_public: `https://slack-files.com/${world.team.id}-${file.id}`,
    ...(mimetype.startsWith('text/') && preview(file, site)),
    has_rich_preview: false,
    file_access: 'visible',
    ...(file.shares.length > 0 && { shares: shares(world, file) }),
    channels: file.shares.map(({ channel }) => channel),
  };
};

/** A file as a message carries it; one that `files.info` has to be asked for has an id and nothing else. */
export const enclosedShape = (world: World, file: StoredFile): Json =>
  file.check
    ? { id: file.id, created: 0, timestamp: 0, user: '', file_access: 'check_file_info' }
    : fileShape(world, file);

export const mark = (file: StoredFile, where: Conversation, { ts, thread_ts }: Message): void => {
  file.shares.push({ channel: where.id, ts, ...(thread_ts && { thread_ts }) });
};

/** The messages that it was in say that there was one, and nothing of it. */
export const bury = (world: World, file: StoredFile): void => {
  file.deleted = true;
  delete file.bytes;
  for (const { channel } of file.shares) {
    const where = world.conversations.get(channel);
    if (!where) continue;
    emit(world, { type: 'file_deleted', file_id: file.id, channel_ids: [channel] }, where);
    where.messages = where.messages.map((message) => ({
      ...message,
      ...(message.files && {
        files: message.files.map((each) => (each.id === file.id ? { id: file.id, mode: 'tombstone' } : each)),
      }),
    }));
  }
};

const modeOf = ({ external }: StoredFile, mimetype: string): string => {
  if (external) return 'external';
  return mimetype.startsWith('text/') ? 'snippet' : 'hosted';
};

const addresses = (world: World, { id, name }: StoredFile): Json => {
  const place = `${world.origin()}/files-pri/${world.team.id}-${id}`;
  const page = encodeURIComponent(name);
  return { url_private: `${place}/${page}`, url_private_download: `${place}/download/${page}` };
};

const preview = (file: StoredFile, site: string): Json => {
  const text = new TextDecoder().decode(file.bytes);
  const lines = text.split('\n');
  return {
    edit_link: `${site}/${encodeURIComponent(file.name)}/edit`,
    preview: lines.slice(0, 5).join('\n'),
    lines: lines.length,
    lines_more: Math.max(0, lines.length - 5),
    preview_is_truncated: lines.length > 5,
  };
};

const shares = (world: World, file: StoredFile): Json => {
  const by = (kind: string) =>
    file.shares.filter(({ channel }) => (world.conversations.get(channel)?.kind === 'channel') === (kind === 'public'));
  const shown = (kind: string) => Object.fromEntries(by(kind).map(({ channel, ...rest }) => [channel, [rest]]));
  return { public: shown('public'), private: shown('private') };
};

const sorts: Readonly<Record<string, readonly [string, string, string]>> = {
  txt: ['text/plain', 'text', 'Plain Text'],
  md: ['text/markdown', 'markdown', 'Markdown'],
  json: ['application/json', 'json', 'JSON'],
  html: ['text/html', 'html', 'HTML'],
  csv: ['text/csv', 'csv', 'CSV'],
  png: ['image/png', 'png', 'PNG'],
  jpg: ['image/jpeg', 'jpg', 'JPEG'],
};
