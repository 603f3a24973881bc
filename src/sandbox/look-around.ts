import { reactionsOn } from './marks.ts';
import { wordsOf } from './words.ts';
import type { Conversation, Message } from './workspace.ts';
import type { World } from './world.ts';

/** The workspace as a page, for whoever left the sandbox running and opens it in a browser. */
export const lookAround = (world: World): string => {
  const channels = [...world.conversations.values()];
  const links = channels.map((each) => `<a href="#${each.id}">${html(title(world, each))}</a>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${html(world.team.name)}</title>
<style>${style}</style><h1>${html(world.team.name)}</h1><nav>${links.join(' ')}</nav>
${channels.map((each) => section(world, each)).join('\n')}</html>\n`;
};

const style = `body { font: 15px/1.45 system-ui; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
nav a { margin-right: .6rem } p { margin: .5rem 0; white-space: pre-wrap } .reply { margin-left: 2.5rem }
time, small { opacity: .65; font-size: .85em } h2 { border-top: 1px solid; padding-top: 1rem }`;

const section = (world: World, where: Conversation): string => {
  const top = where.messages.filter((each) => !isReply(each));
  const threads = top.flatMap((parent) => [
    parent,
    ...where.messages.filter((each) => isReply(each) && each.thread_ts === parent.ts),
  ]);
  const topic = where.topic.value === '' ? '' : `<small>${html(readable(world, where.topic.value))}</small>`;
  const lines = threads.map((each) => line(world, where, each));
  return `<section id="${where.id}"><h2>${html(title(world, where))}</h2>${topic}\n${lines.join('\n')}</section>`;
};

const isReply = ({ thread_ts, ts }: Message): boolean => thread_ts !== undefined && thread_ts !== ts;

const line = (world: World, where: Conversation, message: Message): string => {
  const time = new Date(Number(message.ts) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const author = world.users.get(message.user ?? '')?.realName ?? message.username ?? '';
  const files = (message.files ?? []).map(({ name }) => `[${String(name)}]`);
  const marks = reactionsOn(where, message.ts).map(({ name, count }) => `:${name}: ${count}`);
  const pinned = where.pins.some(({ ts }) => ts === message.ts) ? ['pinned'] : [];
  const words = html(readable(world, wordsOf(message)));
  const extra = html([...files, ...marks, ...pinned].join('  '));
  const reply = isReply(message) ? ' class="reply"' : '';
  return `<p${reply}><time>${time}</time> <b>${html(author)}</b> ${words} <small>${extra}</small></p>`;
};

const title = (world: World, where: Conversation): string =>
  where.kind === 'im' ? [...where.members].map((id) => name(world, id)).join(', ') : `#${where.name}`;

const name = (world: World, id: string): string => world.users.get(id)?.realName ?? id;

const readable = (world: World, text: string): string =>
  text.replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${name(world, id)}`);

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
