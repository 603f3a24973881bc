import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/sandbox/channel.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { buttons } from '../../src/slack/listeners/buttons/press.ts';
import { verbs } from '../../src/slack/listeners/commands.ts';
import { forms } from '../../src/slack/listeners/forms/submit.ts';
import { taskFromMessage } from '../../src/slack/whispers.ts';
import { type RawRequests, rawRequests } from './raw-requests.ts';
import { slackWorld, type World } from './workspace.ts';

// A private incident, and one that does not exist: who is not in the private one hears the same of both.

type Target = { readonly channel: string; readonly incident: string; readonly number: number };

let world: World;
let raw: RawRequests;
let vault: Channel;
let hidden: Target;
const ghost: Target = { channel: 'C0GHOST00', incident: '01GHOST0000000000000000000', number: 99 };
const who: Record<string, Person> = {};

beforeAll(async () => {
  world = await slackWorld({ http: true });
  const { ana, ben, cleo, pager, incidents, sandbox, settled } = world;
  raw = await rawRequests(world);
  const eve = sandbox.person('Eve');
  const [dina, dora] = [sandbox.person('Dina', { team: 'Globex' }), sandbox.person('Dora')];
  await ana.types('/incident start --private the vault key leaked', incidents.id);
  await settled();
  const made = sandbox.channels().find(({ name }) => name.startsWith('inc-1'));
  if (!made) throw new Error('no channel was made');
  vault = made;
  for (const person of [eve, dora]) await ana.invites(person, vault);
  const message = await ana.posts('the key was in the log of the vault', vault);
  await settled();
  await ana.reacts('bulb', message);
  await settled();
  for (const line of ['cause a vault key in a log', 'task rotate the vault key', 'lead me'])
    await ana.types(`/incident ${line}`, vault);
  await settled();
  const { id } = await world.incident(vault);
  hidden = { channel: vault.id, incident: id, number: 1 };
  await eve.leaves(vault);
  sandbox.change(dora, { deleted: true });
  await settled();
  Object.assign(who, {
    'a member of the workspace': ben,
    'somebody who was removed': eve,
    'a guest': cleo,
    'somebody of another company': dina,
    'somebody whose account is closed': dora,
    'a bot': pager,
  });
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

/** All that comes of a request, with what names its target, or differs each time, taken out. */
const hears = async (body: (target: Target) => string, target: Target): Promise<string> => {
  const before = world.sandbox.calls.length;
  const { status, text } = await raw.post(body(target));
  await world.settled();
  const forms = world.sandbox.calls.slice(before).filter(({ method }) => method.startsWith('views.'));
  const told = JSON.stringify([status, text, raw.answers(), forms.map(({ args }) => args.view)]);
  return told
    .replaceAll(target.channel, 'CHANNEL')
    .replaceAll(target.incident, 'INCIDENT')
    .replaceAll(`INC-${target.number}`, 'INC-N')
    .replaceAll(/reference \w+/g, 'reference');
};

const sameAsNothing = async (body: (target: Target) => string): Promise<string> => {
  const [of, ofNothing] = [await hears(body, hidden), await hears(body, ghost)];
  expect(of).toBe(ofNothing);
  expect(of).not.toMatch(/vault|leaked|INC-1\b/);
  return of;
};

const samples: Readonly<Record<string, string>> = {
  list: 'list all vault',
  edit: 'edit #1 something else',
  hide: 'hide #1',
  unhide: 'unhide #1',
  done: 'done T1',
  task: 'task edit T1 by Friday',
  link: 'link https://example.com',
  lead: 'lead me',
  role: 'role comms me',
  severity: 'severity sev1',
  status: 'status identified',
  timezone: 'timezone UTC',
};
const bare = /^(timeline|postmortem|tasks|help|export|resolve)$/;
const lineOf = (name: string, { number }: Target): string => {
  if (name === 'cancel') return `cancel duplicate of INC-${number}`;
  return samples[name] ?? (bare.test(name) ? name : `${name} hello`);
};

/** A value from which every button reads what it needs. */
const carriedBy = (button: string, { incident, channel }: Target): string => {
  if (button === 'say_again') return 'note hello';
  if (button === 'start_anyway') return 'list all vault';
  if (button === 'join_incident') return incident;
  if (button === taskFromMessage) return `${channel}:1.1`;
  if (button === 'entry_menu') return JSON.stringify(['edit', incident, 1]);
  const all = { incident, number: 1, section: 'cause', paragraph: 4, verdict: 2, about: 2, line: 'cause hello' };
  return JSON.stringify({ ...all, at: '2026-03-01T11:00:00Z' });
};

const people = [
  'a member of the workspace',
  'somebody who was removed',
  'a guest',
  'somebody of another company',
  'somebody whose account is closed',
  'a bot',
];

describe.each(people)('to %s a private incident is one that does not exist', (name) => {
  const me = (): string => who[name]?.id ?? '';
  const seq = async (): Promise<number> => (await world.incident(vault)).seq;

  test('whatever they type in its channel', async () => {
    const before = await seq();
    for (const verb of verbs.map((each) => each.name).filter((each) => !/^(start|adopt)$/.test(each)))
      await sameAsNothing((target) => raw.command(me(), target.channel, lineOf(verb, target)));
    expect(await seq()).toBe(before);
    // Slack lets its members only type there. That a channel is an incident's may be said; which one, may not.
    const said = await hears((target) => raw.command(me(), target.channel, 'adopt hello'), hidden);
    expect(said).not.toMatch(/vault|leaked|INC-N/);
  });

  test('whatever they type elsewhere', async () => {
    for (const line of ['list', 'list all', 'list vault', 'list key leaked', 'help', 'timeline', 'note hello']) {
      const { text } = await raw.post(raw.command(me(), world.incidents.id, line));
      expect(text).not.toMatch(/vault(?! key leaked\W+`?$)|INC-1\b/);
    }
  });

  test('whatever button they press, in its channel or elsewhere', async () => {
    const before = await seq();
    for (const button of [...Object.keys(buttons), taskFromMessage])
      for (const place of ['there', 'elsewhere'])
        await sameAsNothing((target) => {
          const channel = place === 'there' ? target.channel : world.incidents.id;
          return raw.press(me(), channel, button, carriedBy(button, target));
        });
    expect(await seq()).toBe(before);
  });

  test('whatever form they send off', async () => {
    const before = await seq();
    for (const form of Object.keys(forms).filter((each) => each !== 'start'))
      for (const verb of form === 'say' ? ['note', 'severity', 'resolve'] : ['note'])
        await sameAsNothing(({ incident, channel }) => {
          const about = { incident, channel, number: 1, section: 'cause', verb, message: { channel, ts: '1.1' } };
          return raw.submit(me(), form, about, { words: 'hello', kind: 'note', when: '', cause: 'hello' });
        });
    expect(await seq()).toBe(before);
  });

  test('from the menu of a message', async () => {
    for (const shortcut of ['add_to_timeline', 'redact_message'])
      expect(await sameAsNothing((target) => raw.shortcut(me(), shortcut, target.channel, '1.1'))).toContain(
        "not an incident's",
      );
  });
});

test('an incident of nearly the same title is not given away by a question', async () => {
  const { ben, incidents } = world;
  const { words } = await ben.types('/incident start the vault key leaked', incidents.id);
  await world.settled();
  expect(words).toMatch(/INC-2.* is open/);
});

test('a duplicate of a private incident is not written where others read it', async () => {
  const { ana, ben, sandbox, settled } = world;
  const open = sandbox.channelNamed('inc-2-the-vault-key-leaked');
  if (!open) throw new Error('no channel was made');
  await ana.joins(open);
  await settled();
  const [known, unknown] = [
    await ben.types('/incident cancel duplicate of INC-1', open),
    'There is no other incident INC-1.',
  ];
  expect(known.words).toBe(unknown);
  expect((await ana.types('/incident cancel duplicate of INC-1', open)).words).toMatch(
    /INC-1 is private: its number is not/,
  );
  expect((await world.incident(open)).status).toBe('investigating');
});

test('its members see it from everywhere, unless it is not known whether they are members still', async () => {
  const { ana, ben, incidents, bot, sandbox } = world;
  const list = async (): Promise<string> => (await ana.types('/incident list vault', incidents.id)).words;
  const presses = async (who: Person, channel: string, button: string): Promise<string> => {
    await raw.post(raw.press(who.id, channel, button, JSON.stringify({ incident: hidden.incident })));
    await world.settled();
    return raw.answers().join();
  };
  expect(await list()).toContain('INC-1');
  bot().people.doubt();
  sandbox.faults.always('conversations.members', { status: 500 });
  expect(await list()).not.toContain('INC-1');
  expect(await presses(ana, incidents.id, 'timeline_page')).toContain('That incident is not one that you can see.');
  for (const button of ['show_timeline', 'export_markdown'])
    expect(await presses(ana, vault.id, button)).toContain('This channel is not an incident');
  expect((await ana.types('/incident note still here', vault)).words).toMatch(/note/);
  sandbox.faults.clear();
  expect(await presses(ben, vault.id, 'show_timeline')).toContain('This channel is not an incident');
  expect(await list()).toContain('INC-1');
});

test('somebody whose joining was not told to us is let in at their first word', async () => {
  const { ana, sandbox, settled } = world;
  const finn = sandbox.person('Finn');
  for (const event of ['member_joined_channel', 'message']) sandbox.faults.nextDelivery(event, 'vanish');
  await ana.invites(finn, vault);
  await settled();
  expect(world.bot().people.isMember(vault.id, finn.id)).toBe(false);
  expect((await finn.types('/incident note I am new here', vault)).words).toMatch(/#\d+ note/);
});

test('a form that was opened before somebody was removed is worth nothing', async () => {
  const { ana, ben, settled } = world;
  await ana.invites(ben, vault);
  await settled();
  await ben.types('/incident edit #2', vault);
  await settled();
  const form = ben.sees().modal;
  if (!form) throw new Error('no form was opened');
  await ben.leaves(vault);
  await settled();
  const before = (await world.incident(vault)).seq;
  await ben.submits(form, { words: 'I was here' });
  await settled();
  expect((await world.incident(vault)).seq).toBe(before);
});

test('it is announced nowhere, and no log line names it', () => {
  expect(
    world.sandbox
      .messagesIn(world.incidents)
      .map(({ text }) => text)
      .join(),
  ).not.toMatch(/INC-1\b|vault/);
  expect(JSON.stringify(world.told)).not.toMatch(/vault|leaked/);
});

test('a guest, and somebody of another company, who are let in write and mark, and do nothing else', async () => {
  const { ana, cleo, sandbox, settled } = world;
  const gina = sandbox.person('Gina', { team: 'Initech' });
  for (const person of [cleo, gina]) await ana.invites(person, vault);
  await settled();
  for (const person of [cleo, gina]) {
    expect((await person.types('/incident note I can help', vault)).words).toMatch(/#\d+ note/);
    expect((await person.types('/incident timeline', vault)).words).toContain('I can help');
    const message = await person.posts(`the key was also in a mail, says ${person.name}`, vault);
    await person.reacts('mag', message);
    await settled();
    for (const line of ['resolve it is over', 'private', 'list', 'export json', 'lead me'])
      expect((await person.types(`/incident ${line}`, vault)).words).toMatch(/Guests and people of other companies/);
  }
  const marked = (await world.entries(vault)).filter(({ kind }) => kind === 'marked').map(({ author }) => author.id);
  for (const person of [cleo, gina]) expect(marked.filter((id) => id === person.id)).toHaveLength(2);
});
