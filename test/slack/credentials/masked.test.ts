import { afterAll, beforeAll, expect, test } from 'vitest';
import { formats } from '../../../src/postmortem/formats.ts';
import { debrief } from '../../cli/debrief.ts';
import { pasted } from '../../credentials/samples.ts';
import { slackWorld, type World } from '../workspace.ts';

const [, leak, secret] = pasted.find(([kind]) => kind === 'GitHub token') ?? ['', '', ''];
const address = 'postgres://admin:S3cretPw@db-1.internal.example:5432/app';
const hidden = [secret, 'S3cretPw'];

let world: World;
beforeAll(async () => {
  world = await slackWorld({ canvases: true });
  const { ana, ben, pager } = world;
  const channel = await world.opens(`broken by ${leak}`);
  await pager.joins(channel.id);
  const says = (line: string) => ana.types(`/incident ${line}`, channel.id);
  for (const line of [
    `note we used ${leak}`,
    `hypothesis ${address} is down`,
    `ruled-out #3 not ${leak}`,
    `impact 20% of ${leak}`,
    `cause ${address} was full\n- ${leak}`,
    `fix first\nsecond with ${leak}`,
    `link https://ana:S3cretPw@grafana.example.com/d/1 dashboard`,
    `link https://example.com/${leak.split(' ').at(-1)}`,
    `task revoke ${leak} by Friday`,
    `update customers: ${leak}`,
    `severity sev1 because of ${leak}`,
    `rename broken by ${address}`,
    `edit #2 we used ${address}`,
    `role ${leak.split(' ').at(-1)} <@${ben.id}>`,
  ])
    await says(line);
  const posts = [
    await ben.posts(`here: \`${leak}\` and ${address}`, channel.id, {
      files: [{ name: `ghp_${secret}.txt`, content: 'x' }],
    }),
    await ben.posts(`*ghp_${secret.slice(0, 9)}*${secret.slice(9)}`, channel.id),
    await pager.posts('', channel.id, {
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `\`\`\`${leak}\`\`\`` } }],
      attachments: [{ title: 'dash', title_link: `https://ana:S3cretPw@grafana.example.com/`, text: leak }],
    }),
  ];
  await world.settled();
  for (const post of posts) await ben.reacts('bulb', post);
  await world.settled();
  await ben.uses('add_to_timeline', posts[0]);
  await ben.reacts('memo', posts[0]!);
  await world.settled();
  const offer = ben.sees(channel.id).ephemerals.findLast(({ text }) => text.startsWith('Make a task'))!;
  await ben.clicks('Add the task', offer);
  await says('timeline');
  await says('postmortem');
  await says('list all');
  await says(`resolve fixed by ${leak}`);
  await says('export json');
  await says('export markdown');
  await world.settled();
});
afterAll(() => world.close());

const leaksIn = (what: unknown): string[] => {
  const text = typeof what === 'string' ? what : JSON.stringify(what);
  return hidden.flatMap((each) => {
    const at = text.indexOf(each);
    return at < 0 ? [] : [text.slice(Math.max(0, at - 200), at + 100)];
  });
};

test('nothing that is sent to Slack holds a credential', () => {
  for (const { method, args } of world.sandbox.calls) expect(leaksIn(args), method).toEqual([]);
  for (const channel of world.sandbox.channels())
    expect(leaksIn([channel.name, channel.topic, channel.purpose, channel.bookmarks])).toEqual([]);
});

test('no file and no canvas of ours holds one', () => {
  expect(
    leaksIn(
      world.sandbox.files.flatMap(({ user, name, title, bytes }) =>
        user === world.ben.id ? [] : [name, title, Buffer.from(bytes ?? []).toString()],
      ),
    ),
  ).toEqual([]);
});

test.each(formats)('the document as %s holds none', async (format) => {
  const [head] = await world.bot().logbook.heads();
  const document = (await world.bot().document(head!.id)).as(format);
  expect(leaksIn(document)).toEqual([]);
  expect(document).toContain('••••••••@db-1.internal.example');
});

test('no list and no search knows it', async () => {
  const { logbook } = world.bot();
  expect(leaksIn(await logbook.heads())).toEqual([]);
  for (const words of hidden) expect(await logbook.heads({ words })).toEqual([]);
  expect(await logbook.heads({ words: 'customers' })).toHaveLength(1);
});

test('the command line shows none', async () => {
  const { DATABASE_URL = '' } = world.environment;
  for (const args of [
    ['show', '1'],
    ['export', '1', '--format', 'json'],
  ]) {
    const { out, err } = await debrief(args, { DATABASE_URL });
    expect(out + err).not.toBe('');
    expect(leaksIn(out + err), args.join(' ')).toEqual([]);
  }
});

test('the operator reads none', () => {
  expect(leaksIn(world.told)).toEqual([]);
});
