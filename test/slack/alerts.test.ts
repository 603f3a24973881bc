import { afterAll, beforeAll, expect, test } from 'vitest';
import { toHtml } from '../../src/postmortem/html.ts';
import { compile } from '../../src/postmortem/postmortem.ts';
import { called, readPage, tagged, wordsOf } from '../postmortem/page.ts';
import { slackWorld, type World } from './workspace.ts';

let world: World;
beforeAll(async () => {
  world = await slackWorld();
});
afterAll(() => world.close());

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });

test('an alert of many blocks, once marked, is told whole, and its links lead where they led', async () => {
  const { ana, pager, settled, sandbox } = world;
  const room = await world.opens();
  await ana.invites(pager, room);
  const alert = await pager.posts('', room, {
    blocks: [
      { type: 'header', text: plain('[FIRING] HighErrorRate') },
      {
        type: 'section',
        text: mrkdwn(`*checkout* &gt; 40 % <https://g.example/d?a=1&amp;b=2|graph> for <@${ana.id}>`),
        fields: [mrkdwn('*Region*\neu-1'), mrkdwn('*Since*\n12:00')],
      },
      { type: 'context', elements: [mrkdwn('Grafana :fire:'), mrkdwn('<javascript:alert(1)|click>')] },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'a', text: plain('Acknowledge') },
          { type: 'button', action_id: 'b', text: plain('Runbook'), url: 'https://r.example' },
        ],
      },
    ],
    attachments: [{ color: '#f00', title: 'db-2', text: 'replica `lag` 90s', fallback: 'db-2' }],
  });
  await settled();
  await ana.reacts('rotating_light', alert);
  await settled();
  const incident = await world.incident(room);
  const marked = incident.moments.find(({ entry }) => entry.kind === 'marked');
  const words = marked?.entry.kind === 'marked' ? marked.entry.data.words.text : '';
  expect(words).toBe(
    '[FIRING] HighErrorRate\ncheckout > 40 % graph for @Ana\nRegion\neu-1\nSince\n12:00\nGrafana 🔥 click\nRunbook\ndb-2\nreplica lag 90s',
  );
  const pm = compile(await world.entries(room), { names: 'names', now: sandbox.clock.now() });
  const entry = called(readPage(toHtml(pm)), `entry-${marked?.number}`);
  const links = tagged(entry, 'a').map(({ properties: { href } }) => String(href));
  expect(links.filter((href) => !href.startsWith('#'))).toEqual(['https://g.example/d?a=1&b=2', 'https://r.example']);
  expect(wordsOf(entry)).toContain('checkout > 40 % graph for @Ana');
});
