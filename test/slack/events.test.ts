import { afterEach, describe, expect, test } from 'vitest';
import { slackWorld, type World } from './workspace.ts';

let world: World;

afterEach(() => world.close());

describe.each([{ http: false }, { http: true }])('over http: $http', (options) => {
  test('what is said in an incident channel is written down', async () => {
    world = await slackWorld(options);
    const channel = await world.opens();
    await world.ben.posts('the deploy looks *bad*', channel.id);
    await world.settled();
    const entries = await world.entries(channel);
    const message = entries.find(({ kind }) => kind === 'message.worded');
    expect(message).toMatchObject({ author: { name: 'Ben' }, data: { words: { text: 'the deploy looks bad' } } });
  });
});
