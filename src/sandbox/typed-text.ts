import type { User } from './workspace.ts';
import type { World } from './world.ts';

/**
 * What Slack's client makes of text as a person typed it: entities for `& < >`, mentions for `@Ben` and `#general`,
 * links for addresses. In a command (with should_escape) a mention carries its name; in a message it does not.
 */
export const fromKeyboard = (world: World, typed: string, inCommand: boolean): string => {
  const parts = typed.split(/(```[\s\S]*?```|`[^`\n]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? toEntities(part) : markUp(world, part, inCommand))).join('');
};

export const toEntities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const toPlain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Text as an app sent it: Slack keeps what it meant as markup, and makes entities of the rest. */
export const fromApp = (text: string): string =>
  text
    .split(/(<(?:[@#!]|https?:|mailto:|tel:)[^<>\n]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : bareToEntities(part)))
    .join('');

const bareToEntities = (text: string): string =>
  text
    .replace(/&(?!(amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const markUp = (world: World, typed: string, inCommand: boolean): string => {
  let out = '';
  for (let at = 0; at < typed.length; ) {
    const rest = typed.slice(at);
    const atWord = at === 0 || /[^\p{L}\p{N}_/.@]/u.test(typed[at - 1] ?? '');
    const found = atWord ? markAt(world, rest, inCommand) : undefined;
    out += found ? found.markup : toEntities(rest[0] ?? '');
    at += found ? found.length : 1;
  }
  return out;
};

type Found = { markup: string; length: number };

const markAt = (world: World, rest: string, inCommand: boolean): Found | undefined => {
  if (rest.startsWith('@')) return broadcastAt(rest) ?? personAt(world, rest, inCommand);
  if (rest.startsWith('<@')) return idAt(world, rest, inCommand);
  if (rest.startsWith('#')) return channelAt(world, rest, inCommand);
  return addressAt(rest);
};

const broadcastAt = (rest: string): Found | undefined => {
  const word = /^@(here|channel|everyone)\b/.exec(rest);
  return word ? { markup: `<!${word[1]}>`, length: word[0].length } : undefined;
};

const personAt = (world: World, rest: string, inCommand: boolean): Found | undefined => {
  const wanted = rest.slice(1).toLowerCase();
  const names = (user: User) => [user.displayName, user.realName, user.name].filter((name) => name !== '');
  const hits = [...world.users.values()]
    .filter((user) => !user.deleted)
    .flatMap((user) => names(user).map((name) => ({ user, name })))
    .filter(({ name }) => wanted.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(1 + name.length)))
    .sort((a, b) => b.name.length - a.name.length);
  const hit = hits[0];
  return hit && { markup: mention(hit.user, inCommand), length: 1 + hit.name.length };
};

/** Slack's composer also takes an id that is typed out. */
const idAt = (world: World, rest: string, inCommand: boolean): Found | undefined => {
  const typed = /^<@([UW][A-Z0-9]+)>/.exec(rest);
  const user = world.users.get(typed?.[1] ?? '');
  return typed && user ? { markup: mention(user, inCommand), length: typed[0].length } : undefined;
};

const mention = (user: User, inCommand: boolean): string =>
  inCommand ? `<@${user.id}|${user.name}>` : `<@${user.id}>`;

const channelAt = (world: World, rest: string, inCommand: boolean): Found | undefined => {
  const word = /^#([\p{L}\p{N}_-]+)/u.exec(rest);
  const channel = [...world.conversations.values()].find(({ name, kind }) => kind !== 'im' && name === word?.[1]);
  if (!word || !channel) return undefined;
  const name = inCommand && channel.kind === 'channel' ? channel.name : '';
  return { markup: `<#${channel.id}|${name}>`, length: word[0].length };
};

const addressAt = (rest: string): Found | undefined => {
  const full = /^https?:\/\/[^\s<>|]+/.exec(rest)?.[0].replace(/[.,;:!?)\]'"*_~]+$/, '');
  if (full && !/^https?:\/\/$/.test(full)) return { markup: `<${toEntities(full)}>`, length: full.length };
  const mail = /^[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/i.exec(rest)?.[0];
  if (mail) return { markup: `<mailto:${mail}|${mail}>`, length: mail.length };
  const bare = /^([a-z0-9-]+\.)+(com|org|net|io|dev)\b(\/[^\s<>|]*)?/i.exec(rest)?.[0].replace(/[.,;:!?)\]'"]+$/, '');
  return bare ? { markup: `<http://${toEntities(bare)}|${toEntities(bare)}>`, length: bare.length } : undefined;
};
