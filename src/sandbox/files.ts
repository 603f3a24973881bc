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
    mode: mimetype.startsWith('text/') ? 'snippet' : 'hosted',
    is_external: false,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(file.altText && { alt_txt: file.altText }),
    url_private: `${world.origin()}/files-pri/${world.team.id}-${file.id}/${encodeURIComponent(file.name)}`,
    url_private_download: `${world.origin()}/files-pri/${world.team.id}-${file.id}/download/${encodeURIComponent(file.name)}`,
    permalink: `${site}/${encodeURIComponent(file.name)}`,
    permalink_public: `https://slack-files.com/${world.team.id}-${file.id}`,
    ...(mimetype.startsWith('text/') && preview(file, site)),
    has_rich_preview: false,
    file_access: 'visible',
    ...(file.shares.length > 0 && { shares: shares(world, file) }),
    channels: file.shares.map(({ channel }) => channel),
  };
};

export const mark = (file: StoredFile, where: Conversation, { ts, thread_ts }: Message): void => {
  file.shares.push({ channel: where.id, ts, ...(thread_ts && { thread_ts }) });
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
