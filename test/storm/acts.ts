import type { Person } from '../../src/sandbox/people/person.ts';
import type { SeenMessage } from '../../src/sandbox/people/place.ts';
import { type Asked, type Said, sayOf, toldBy } from './ledger.ts';
import type { Scene } from './scene.ts';

/** What somebody does. It may resolve late: a person waits for an answer while others go on. */
type Act = (scene: Scene, who: Person, channel: string) => Promise<void>;

export type ActName = keyof typeof acts;

const verbs = [
  'note',
  'action',
  'decision',
  'investigating',
  'hypothesis',
  'escalated',
  'update',
  'task',
  'cause',
  'impact',
];
const emoji = ['rotating_light', 'mag', 'bulb', 'no_entry_sign', 'mega', 'wrench', 'scales', 'dart', 'pushpin', 'eyes'];

export const acts = {
  post: async (scene, who, channel) => {
    const words = scene.words('m');
    const more = scene.random.is(0.1) ? { files: [{ name: 'graph.png', content: 'png' }] } : {};
    keep(scene, await who.posts(words, channel, more), who, words);
  },
  alert: async (scene, _, channel) => {
    const words = scene.words('m');
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: words } }];
    keep(scene, await scene.pager.posts(words, channel, { blocks }), scene.pager, words);
  },
  reply: async (scene, who, channel) => {
    const to = scene.anyMessage(channel);
    if (!to) return;
    const words = scene.words('m');
    const parent = { channel, ts: to.thread ?? to.ts };
    if (scene.isThere(parent))
      keep(scene, await who.replies(words, parent, { broadcast: scene.random.is(0.2) }), who, words);
  },
  edit: async (scene, who, channel) => {
    const own = scene.anyMessage(channel, ({ author, wordings }) => author === who.id && wordings.length < 6);
    if (!own) return;
    const [first = ''] = own.wordings;
    const words =
      scene.random.is(0.15) && own.wordings.at(-1) !== first ? first : `${first.split(' ')[0]} ${scene.words('e')}`;
    await who.edits(own, words);
    own.wordings.push(words);
  },
  erase: async (scene, who, channel) => {
    const own = scene.anyMessage(channel, ({ author }) => author === who.id);
    if (!own) return;
    await who.deletes(own);
    own.deleted = true;
  },
  unfurl: async (scene, who, channel) => {
    const own = scene.anyMessage(channel, ({ author }) => author === who.id);
    if (own) await who.unfurls(own);
  },
  react: async (scene, who, channel) => {
    const message = scene.anyMessage(channel);
    const name = scene.random.pick(emoji) ?? 'bulb';
    if (message && !scene.reactions(message, name).includes(who.id)) await who.reacts(name, message);
  },
  unreact: async (scene, who, channel) => {
    const name = scene.random.pick(emoji) ?? 'bulb';
    const message = scene.anyMessage(channel, (each) => scene.reactions(each, name).includes(who.id));
    if (message) await who.unreacts(name, message);
  },
  pin: async (scene, who, channel) => {
    const message = scene.anyMessage(channel, (each) => !scene.isPinned(each));
    if (message) await who.pins(message);
  },
  unpin: async (scene, who, channel) => {
    const message = scene.anyMessage(channel, scene.isPinned);
    if (message) await who.unpins(message);
  },
  command: async (scene, who, channel) => {
    const verb = scene.random.pick(verbs) ?? 'note';
    await ask(scene, who, channel, verb);
  },
  refused: async (scene, who, channel) =>
    ask(
      scene,
      who,
      channel,
      scene.random.pick(['severity sev9', 'ruled-out #9999', 'done T999', 'note 2031-01-01 10:00']) ?? '',
    ),
  state: async (scene, who, channel) =>
    ask(
      scene,
      who,
      channel,
      `${scene.random.pick(['severity sev1', 'severity sev2', 'severity sev3', 'status monitoring'])}`,
    ),
  form: async (scene, who, channel) => {
    const message = scene.anyMessage(channel);
    if (!message || (await who.uses('add_to_timeline', message)).failed) return;
    const form = who.sees().views.find(({ private_metadata }) => String(private_metadata).includes(message.ts));
    if (!form?.blocks.some((block) => 'block_id' in block && block.block_id === 'words')) return;
    const words = scene.words('f');
    const sent = await who.submits(form, { words, kind: 'note' });
    const now = who.sees();
    const isOpen = now.views.some(({ id }) => id === form.id);
    const failed = sent.failed === undefined ? {} : { failed: sent.failed };
    const answer = { ...failed, words: isOpen ? now.words : '#0 ' };
    scene.ledger.asked.push({
      ...asked(words, who, channel, 'form', answer),
      told: isOpen && !sent.failed ? 'refused' : sent.failed ? 'unknown' : 'confirmed',
    });
    if (isOpen) await who.closes(form);
  },
  button: async (_, who, channel) => {
    const { words, ...answer } = await who.types('/incident tasks', channel);
    const ephemeral = who
      .sees(channel)
      .ephemerals.findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes('task_done'));
    if (!answer.failed && words.includes('T1') && ephemeral) await who.clicks('task_done', ephemeral).catch(() => {});
  },
  start: async (scene, who) => {
    const words = scene.words('s');
    const answer = await who.types(`/incident start ${words}`, scene.incidents.id);
    scene.ledger.started.push(asked(words, who, scene.incidents.id, 'start', answer));
  },
} satisfies Record<string, Act>;

const keep = (scene: Scene, message: SeenMessage, who: Person, words: string): Said => {
  const said = sayOf(message, who.id, words);
  scene.ledger.said.set(`${said.channel}:${said.ts}`, said);
  return said;
};

const ask = async (scene: Scene, who: Person, channel: string, verb: string): Promise<void> => {
  const words = scene.words('n');
  const answer = await who.types(`/incident ${verb} ${words}`, channel);
  scene.ledger.asked.push(asked(words, who, channel, verb, answer));
};

const asked = (
  words: string,
  who: Person,
  channel: string,
  line: string,
  answer: { failed?: string; words: string },
): Asked => ({
  token: words.split(' ')[0] ?? '',
  channel,
  by: who.id,
  line,
  words: answer.failed ?? answer.words,
  ...toldBy(answer),
});
