import { afterAll, beforeAll, expect, test } from 'vitest';
import { mentionsIn, textsIn } from './mentions.ts';
import { slackWorld, type World } from './workspace.ts';

// What people type, and what apps post, holds every mention that there is. Everything that Debrief then says anywhere is read.

let world: World;
beforeAll(async () => {
  world = await slackWorld();
});
afterAll(() => world.close());

const A_LONG_DAY = { timeout: 60_000 };

test(
  'nothing that Debrief says mentions a person, a group or a channel because of what somebody wrote',
  A_LONG_DAY,
  async () => {
    const { sandbox, ana, ben, cleo, pager, general } = world;
    const group = sandbox.usergroup('dba', [ana, ben, cleo]);
    const evil = [
      `@channel @here @everyone @Ben @ana #general #random <!channel> <!here|x> <@${ben.id}> <@${ben.id}|Ben>`,
      `<#${general.id}|general> <!subteam^${group.id}|@dba> ![](@${ben.id}) ![x](#${general.id}) &lt;!channel&gt; <!date^1^{date}^https://x|@here>`,
      `https://x.example/@channel <https://x.example|@channel> \`@here\` \`<!channel>\` *@everyone* _<!here>_ !`,
    ].join(' ');
    const room = await world.opens(`@channel <!here> <@${ben.id}> is down ${evil}`.slice(0, 900));
    for (const who of [cleo, pager]) await ben.invites(who, room);
    await world.settled();
    const type = async (line: string, who = ana) => {
      await who.types(`/incident ${line}`, room);
      await world.settled();
    };
    const kinds = [
      'started',
      'detected',
      'acknowledged',
      'investigating',
      'hypothesis',
      'action',
      'decision',
      'escalated',
      'identified',
      'mitigated',
      'note',
      'impact',
    ];
    for (const kind of kinds) await type(`${kind} ${evil}`);
    for (const section of [
      'cause',
      'factor',
      'fix',
      'improve',
      'summary',
      'conclusion',
      'lucky',
      'question',
      'link https://x.example',
    ])
      await type(`${section} ${evil}`);
    await type(`task ${evil} by Friday\n${evil}`);
    await type(`task edit T1 ${evil}`);
    await type(`ruled-out #5 ${evil}`);
    await type(`ruled-out ${evil}`);
    await type(`update ${evil}`, ben);
    await type(`severity sev1 ${evil}`);
    await type(`status monitoring ${evil}`);
    await type(`rename ${evil}`.slice(0, 180));
    await type(`edit #4 ${evil}`);
    await type(`${evil}`);
    await type(`timelin ${evil}`);
    await type(`timeline ${evil}`);
    await type(`export ${evil}`);
    await type(`role ${evil}`);
    await type(`lead ${evil}`);
    await type(`timezone ${evil}`);
    await type(`done ${evil}`);
    await type(`list ${evil}`);
    await type(`start ${evil}`.slice(0, 900));
    for (const line of ['timeline', 'tasks', 'postmortem', 'list', 'cause', 'impact', 'help', 'edit #4'])
      await type(line);

    const alert = await pager.posts(evil, room, {
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: evil } },
        { type: 'markdown', text: evil },
      ],
    });
    const said = await ben.posts(evil, room, { files: [{ name: '@channel <!here>.png', content: '' }] });
    await world.settled();
    for (const message of [alert, said])
      for (const emoji of ['bulb', 'no_entry_sign', 'dart', 'pushpin', 'memo', 'rotating_light']) {
        await ana.reacts(emoji, message);
        await world.settled();
      }
    await ana.edits(said, `edited ${evil}`).catch(() => undefined);
    await ben.edits(said, `edited ${evil}`);
    await ben.deletes(said);
    await world.settled();
    await type(`resolve ${evil}`);
    await type(`reopen ${evil}`);
    await type(`resolve ${evil}`);
    for (const line of ['postmortem', 'timeline', 'export', 'export html', 'list all']) await type(line);
    for (const who of [ana, ben, cleo]) await who.opensHome();
    await world.settled();

    const ours = sandbox
      .channels()
      .map(({ id }) => id)
      .filter((id) => id !== general.id);
    const writing = sandbox.calls.filter(
      ({ method }) => !/\.(list|info|history|replies|open|test|members)$/.test(method) || method === 'views.open',
    );
    const sent = [
      ...writing.flatMap(({ method, args }) => textsIn(args, method)),
      ...[ana, ben, cleo].flatMap((who) => {
        const { ephemerals, views } = who.sees();
        return [...textsIn(ephemerals, 'ephemeral'), ...textsIn(views, 'view')];
      }),
    ];
    const methods = new Set(writing.map(({ method }) => method));
    for (const method of [
      'chat.postMessage',
      'chat.update',
      'conversations.setTopic',
      'conversations.canvases.create',
      'bookmarks.add',
    ])
      expect(methods).toContain(method);
    expect(sent.length).toBeGreaterThan(300);
    expect(sent.flatMap((one) => mentionsIn(one, ours))).toEqual([]);

    const byDebrief = [ana, ben, cleo].flatMap((who) =>
      who.sees().pings.filter(({ user }) => user === sandbox.botUserId),
    );
    expect(byDebrief.map(({ text }) => text)).toEqual([]);
  },
);
