import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { pasted } from '../../credentials/samples.ts';
import { slackWorld, type World } from '../workspace.ts';

let world: World;
afterEach(() => world.close());

const [, leak, secret] = pasted.find(([kind]) => kind === 'GitHub token') ?? ['', '', ''];
const notices = (who: Person): string[] =>
  who
    .sees()
    .ephemerals.flatMap(({ text, blocks }) =>
      text.startsWith('There is a credential') ? [`${text} ${JSON.stringify(blocks)}`] : [],
    );

test('who posts a credential is told so, alone, and once', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const message = await world.ben.posts(`so ${leak}`, channel.id);
  await world.settled();
  expect(notices(world.ben)).toHaveLength(1);
  expect(notices(world.ben)[0]).toMatch(/what you wrote: GitHub token.*revoke.*masks.*delete it there, too/);
  expect(notices(world.ben)[0]).toContain(message.ts.replace('.', ''));
  expect(notices(world.ana)).toEqual([]);
  expect(notices(world.ben)[0]).toContain('Redact the words');
  await world.ben.reacts('bulb', message);
  await world.ben.edits(message, `so ${leak}, I think`);
  await world.settled();
  expect(notices(world.ben)).toHaveLength(1);
});

test('an edit that brings a credential is told of', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  const message = await world.ben.posts('so', channel.id);
  await world.settled();
  await world.ben.edits(message, `so ${leak}`);
  await world.settled();
  expect(notices(world.ben)).toHaveLength(1);
});

test('who types a credential into a command is told under which number it stands', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.ana.types(`/incident note we used ${leak}`, channel.id);
  await world.ana.types(`/incident task revoke ${leak}`, channel.id);
  await world.settled();
  expect(notices(world.ana).join()).toMatch(/#2.*T1/);
  expect(notices(world.ana).join()).not.toContain('Slack still shows');
});

test('of what a program posts, the lead is told; before there is one, who opened the incident', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.pager.joins(channel.id);
  await world.pager.posts(leak, channel.id);
  await world.settled();
  expect(notices(world.ana)[0]).toContain('what an app wrote here');
  expect(notices(world.ana)[0]).not.toContain('Redact');
  await world.ana.types(`/incident lead <@${world.ben.id}>`, channel.id);
  await world.pager.posts(`again ${leak}`, channel.id);
  await world.settled();
  expect([notices(world.ana).length, notices(world.ben).length]).toEqual([1, 1]);
  expect(notices(world.ben)[0]).toContain('Redact');
});

test('who opens an incident with a credential in its title hears it in its channel, which does not show it', async () => {
  world = await slackWorld();
  const channel = await world.opens(leak);
  await world.clock.advance(5_000);
  await world.settled();
  expect(notices(world.ana)).toHaveLength(1);
  expect(channel.name).toMatch(/^inc-1/);
  expect(channel.name.replaceAll('-', '')).not.toContain(secret.toLowerCase().slice(0, 12));
});

test('a notice that a crash, or Slack, prevented is given after the start, once', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.always('chat.postEphemeral', { reset: true });
  await world.ben.posts(leak, channel.id);
  await world.settled();
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  expect(notices(world.ben)).toHaveLength(1);
  await world.stop();
  await world.start();
  await world.clock.advance(60_000);
  await world.settled();
  expect(notices(world.ben)).toHaveLength(1);
});

test('many at once are told in one notice', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  world.sandbox.faults.always('chat.postEphemeral', { reset: true });
  for (let i = 0; i < 8; i++) await world.ben.posts(`${i} ${leak}`, channel.id);
  await world.settled();
  await world.stop();
  world.sandbox.faults.clear();
  await world.start();
  expect(notices(world.ben)).toHaveLength(1);
  expect(notices(world.ben)[0]).toContain('and 3 more)');
});

test('the button of the notice asks what would go, and destroys it', async () => {
  world = await slackWorld();
  const channel = await world.opens();
  await world.ana.types(`/incident note we used ${leak}`, channel.id);
  await world.settled();
  const press = async (button: string) => {
    const on = world.ana.sees().ephemerals.findLast(({ blocks }) => JSON.stringify(blocks).includes(button))!;
    await world.ana.clicks(button, on);
    await world.settled();
  };
  await press('Redact #2');
  await press('Destroy the words of #2');
  expect((await world.incident(channel)).moments[1]?.redacted).toBeDefined();
  const stored = readFileSync(join(world.home, 'debrief.db'), 'latin1');
  expect(stored).not.toContain(secret);
});
