import { expect, test } from 'vitest';
import { variables } from '../src/environment.ts';
import { events } from '../src/slack/listeners/events.ts';
import { manifestList as list, manifest } from './manifest-list.ts';
import { sourcesOf } from './sources.ts';

const sources = [...sourcesOf('src/slack').values(), ...sourcesOf('src/cli').values()].join('\n');

/** What Slack asks for, in public and in private channels: docs.slack.dev/reference/methods. */
const scopesOfMethod: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.edit': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'bots.info': ['users:read'],
  'canvases.edit': ['canvases:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.canvases.create': ['canvases:write'],
  'conversations.create': ['channels:manage', 'groups:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'conversations.setPurpose': ['channels:manage', 'groups:write'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'pins.add': ['pins:write'],
  'pins.list': ['pins:read'],
  'reactions.add': ['reactions:write'],
  'reactions.get': ['reactions:read'],
  'reactions.remove': ['reactions:write'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
};

const scopesOfEvent = (type: string): readonly string[] => {
  if (type === 'message.channels') return ['channels:history'];
  if (type === 'message.groups') return ['groups:history'];
  if (type.startsWith('reaction_')) return ['reactions:read'];
  if (type.startsWith('pin_')) return ['pins:read'];
  if (type.startsWith('group_')) return ['groups:read'];
  if (/^(channel|member)_/.test(type)) return ['channels:read', 'groups:read'];
  return type === 'user_change' ? ['users:read'] : [];
};

const calls = /\bclient\s*\.(?:paginate\('([\w.]+)'|(\w+(?:\.\w+)*)\()/g;
const called = [...new Set([...sources.matchAll(calls)].flatMap(([, paged, name]) => paged ?? name ?? []))];
const methods = called.filter((name) => !/^(on|once|listeners|removeAllListeners|start|disconnect|send)\b/.test(name));

test('every Web API method that is called is one whose scopes we know', () => {
  expect(methods.filter((method) => !Object.hasOwn(scopesOfMethod, method))).toEqual([]);
});

test('the manifest asks for the scopes of what is called and heard, and for no more', () => {
  const needed = [
    ...methods.flatMap((method) => scopesOfMethod[method] ?? []),
    ...list('bot_events').flatMap(scopesOfEvent),
  ];
  expect(list('bot')).toEqual([...new Set(['commands', ...needed])].toSorted());
});

test('the manifest subscribes to every event that is listened to, and to no other', () => {
  const heard = Object.keys(events).flatMap((type) =>
    type === 'message' ? ['message.channels', 'message.groups'] : type,
  );
  expect(list('bot_events')).toEqual(heard.toSorted());
});

test('the command of the manifest is the one that is listened to, with mentions that can be read', () => {
  expect(manifest).toContain(`command: ${variables.find(({ name }) => name === 'SLASH_COMMAND')?.fallback}\n`);
  expect(manifest).toContain('should_escape: true');
});

test('there are shortcuts in the manifest only if they are listened to', () => {
  const listened = [...sources.matchAll(/\.shortcut\(\s*['"]([^'"]+)/g)].map(([, id]) => id);
  const offered = [...manifest.matchAll(/callback_id: (\S+)/g)].map(([, id]) => id);
  expect(offered.toSorted()).toEqual(listened.toSorted());
});

test('what Slack limits is within its limits', () => {
  const value = (key: string): string => new RegExp(`^ +(?:- )?${key}: (.+)$`, 'm').exec(manifest)?.[1] ?? '';
  expect(value('name').length).toBeLessThanOrEqual(35);
  expect(value('description').length).toBeLessThanOrEqual(140);
});
