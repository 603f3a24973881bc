import type { Entry } from '../../src/incident/entry.ts';
import { ana, ben, cleo, log, message, moment, opened, pacific, pager, resolved, words, wrote } from './log.ts';

const alert = message('1699045200.000100', {
  bot: 'B9',
  permalink: 'https://acme.slack.com/archives/C1/p1699045200000100',
});
const theory = message('1699046700.000200');
const belief = 'it is the 13:50 deploy\nit went out ten minutes before the first alert';
const bulb = { type: 'reaction', name: 'bulb' } as const;

/** An afternoon on which nearly everything happened, told by three people and an alert. */
export const outage = (): Entry[] =>
  log(
    { ...opened(), at: pacific('14:02') },
    { kind: 'channel.made', data: { channel: 'C1', name: 'inc-7-checkout-is-down' }, at: pacific('14:02') },
    { kind: 'role.assigned', data: { role: 'lead', person: ben }, at: pacific('14:03') },
    {
      kind: 'message.worded',
      data: { message: alert, words: words('5xx on checkout above 20%') },
      author: pager,
      at: pacific('14:00'),
      recordedAt: pacific('14:02:30'),
      source: { type: 'message', channel: 'C1', ts: alert.ts },
    },
    {
      ...moment('detected', '5xx on checkout above 20%', {
        message: alert,
        via: { type: 'reaction', name: 'rotating_light' },
      }),
      author: pager,
      at: pacific('14:00'),
      recordedAt: pacific('14:04'),
    },
    { ...moment('acknowledged', 'looking'), by: ben, at: pacific('14:05') },
    {
      kind: 'impact.set',
      data: {
        words: words('~20% of users see errors at checkout'),
        figures: [{ unit: 'percent', low: 20, high: 20, estimated: true }],
        services: ['checkout'],
      },
      at: pacific('14:06'),
    },
    {
      kind: 'message.worded',
      data: { message: theory, words: words(belief) },
      author: cleo,
      at: pacific('14:25'),
      source: { type: 'message', channel: 'C1', ts: theory.ts },
    },
    {
      ...moment('hypothesis', belief, { message: theory, via: bulb }),
      author: cleo,
      at: pacific('14:25'),
    },
    { ...moment('escalated', 'to the database team'), by: ben, at: pacific('14:20') },
    {
      kind: 'impact.set',
      data: {
        words: words('~40% of users, about 200,000, cannot pay'),
        figures: [
          { unit: 'percent', low: 40, high: 40, estimated: true },
          { unit: 'users', low: 200_000, high: 200_000, estimated: true },
        ],
        services: ['checkout', 'payments'],
      },
      at: pacific('14:28'),
    },
    {
      ...moment('ruled-out', 'rolled back, the error rate did not change', { about: 6 }),
      by: ben,
      at: pacific('14:40'),
    },
    {
      kind: 'update.given',
      data: { words: words('We know of errors at checkout and are working on it.'), announced: true },
      by: ana,
      at: pacific('14:30'),
    },
    {
      ...moment('identified', {
        text: 'weights on lb-1 were reset',
        tree: [
          {
            type: 'paragraph',
            children: [
              { type: 'text', value: 'weights on ' },
              { type: 'inlineCode', value: 'lb-1' },
              { type: 'text', value: ' were reset' },
            ],
          },
        ],
      }),
      by: cleo,
      at: pacific('14:45'),
    },
    {
      ...moment('action', {
        text: 'restored the weights:\nlbctl weights restore --all',
        tree: [
          { type: 'paragraph', children: [{ type: 'text', value: 'restored the weights:' }] },
          { type: 'code', value: 'lbctl weights restore --all\n# **done**' },
        ],
      }),
      by: cleo,
      at: pacific('15:00'),
    },
    { ...moment('mitigated', 'errors back to normal'), by: cleo, at: pacific('15:10') },
    { kind: 'gap.declared', data: { from: pacific('15:12'), to: pacific('15:19'), read: 7 }, at: pacific('15:12') },
    { ...resolved('all nodes take their share again'), by: ben, at: pacific('15:30') },
    wrote('cause', 'A maintenance script reset the weights of the load balancer. One node took most of the traffic.'),
    wrote('factor', 'Nobody reviews changes that are made in a maintenance window.'),
    wrote(
      'fix',
      'The weights were restored. Traffic was then watched for 20 minutes.',
      'Stop the script',
      'Restore the weights',
      'Watch the error rate',
    ),
    wrote('improve', 'Peer review for maintenance', 'two people', 'also at night'),
    {
      kind: 'task.added',
      data: {
        words: words('alert on uneven traffic @Cleo Ito by 2023-12-01'),
        details: [words('per node'), words('page the database team')],
        owner: cleo,
        due: '2023-12-01',
        type: 'detect',
        link: 'https://tracker.example/42',
      },
    },
    { kind: 'task.added', data: { words: words('delete the old script'), details: [] } },
    { kind: 'task.done', data: { task: 2 } },
    wrote('went-well', 'The alert came within a minute.'),
    wrote('conclusion', 'Configuration deserves the care that code gets.'),
    wrote('question', 'Why did staging not show it?'),
    { ...moment('hypothesis', 'the cache may also be cold'), at: pacific('15:05') },
    { kind: 'link.added', data: { url: 'https://grafana.example/d/1', words: words('Dashboard') } },
  );
