import { afterEach, expect, test } from 'vitest';
import { timeline } from '../../src/incident/timeline.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
afterEach(() => world.close());

test('over signed HTTP the whole job is done: command, message, reaction, button, form, document', async () => {
  world = await slackWorld({ http: true });
  const { ana, ben, incidents, sandbox, settled } = world;
  await ana.types('/incident start sev2 Checkout is down', incidents.id);
  await settled();
  const channel = sandbox.channelNamed('inc-1-checkout-is-down');
  if (!channel) throw new Error('no channel was made');
  await ben.joins(channel);
  const message = await ben.posts('it is the deploy', channel);
  await settled();
  await ana.reacts('bulb', message);
  await settled();
  const { words } = await ana.types('/incident ruled-out the rollback changed nothing', channel);
  await settled();
  expect(words).toMatch(/^#3 ruled-out/);

  await ana.types('/incident timeline', channel);
  const menu = ana.sees(channel).ephemerals.at(-1);
  if (!menu) throw new Error('nothing was shown');
  await ana.clicks('Edit #3', menu);
  await settled();
  const edit = ana.sees().modal;
  if (!edit) throw new Error('no form was opened');
  expect(await ana.submits(edit, { words: 'rolling back changed nothing' })).not.toHaveProperty('failed');
  await settled();

  await ana.types('/incident resolve', channel);
  await settled();
  const form = ana.sees().modal;
  if (!form) throw new Error('no form was opened');
  await ana.submits(form, { words: 'rolled forward', cause: 'A certificate expired.' });
  await settled();

  const incident = await world.incident(channel);
  expect(incident.status).toBe('resolved');
  expect(timeline(incident).map(({ entry }) => ('words' in entry.data ? entry.data.words?.text : entry.data))).toEqual(
    expect.arrayContaining(['it is the deploy', 'rolling back changed nothing', 'rolled forward']),
  );
  expect(sandbox.files.map(({ name }) => name)).toEqual(['postmortem-inc-1.md']);
});

test.each([['stale-signature'], ['wrong-signature'], ['no-signature']] as const)(
  'a request with a %s is not heard',
  async (fault) => {
    world = await slackWorld({ http: true });
    const { ana, incidents, sandbox, settled } = world;
    sandbox.faults.nextDelivery('slash_commands', fault);
    const { failed } = await ana.types('/incident start Checkout is down', incidents.id);
    await settled();
    expect(failed).toBeDefined();
    expect(sandbox.channels().filter(({ name }) => name.startsWith('inc-'))).toEqual([]);
  },
);
