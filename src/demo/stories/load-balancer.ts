import type { Story } from '../story.ts';

export const loadBalancer: Story = {
  name: 'load-balancer',
  about: 'November 2023: maintenance unbalances the database load balancer; a release is blamed first.',
  clock: '-08:00',
  people: [
    { name: 'Mira Chen', tz: 'America/Los_Angeles' },
    { name: 'Leo Brandt', tz: 'America/Los_Angeles' },
    { name: 'Dana Whitfield', tz: 'America/Los_Angeles' },
    { name: 'Watchtower', bot: true },
  ],
  steps: [
    {
      at: '2023-11-03 14:02',
      who: 'Mira Chen',
      types: '/incident start sev2 --tz PST The Great Database Outage of 2023',
    },
    {
      at: '14:03',
      who: 'Mira Chen',
      types: '/incident detected 14:00 monitoring: automated alerts paged engineering, main product erroring and slow',
    },
    { at: '14:03', who: 'Mira Chen', types: '/incident lead me' },
    {
      at: '14:04',
      who: 'Mira Chen',
      types:
        '/incident impact ~40% of active users see intermittent errors and very slow responses in the main product',
    },
    {
      at: '14:05',
      who: 'Mira Chen',
      posts: 'First look as on-call: whatever fails waits on the database layer',
      as: 'look',
    },
    { at: '14:06', who: 'Mira Chen', reacts: 'mag', to: 'look' },
    { at: '14:20', who: 'Mira Chen', types: '/incident escalated to the database team' },
    { at: '14:30', who: 'Leo Brandt', posts: 'My bet: the software update that went out recently', as: 'update' },
    { at: '14:31', who: 'Mira Chen', reacts: 'bulb', to: 'update' },
    {
      at: '14:44',
      who: 'Leo Brandt',
      types: '/incident ruled-out the recent software update is innocent: a false lead',
    },
    {
      at: '14:45',
      who: 'Dana Whitfield',
      posts: 'Database team here. Found it: the database load balancer is misconfigured',
      as: 'found',
    },
    { at: '14:46', who: 'Mira Chen', reacts: 'dart', to: 'found' },
    {
      at: '15:00',
      who: 'Dana Whitfield',
      types: '/incident action correcting the load balancer configuration to restore services',
    },
    {
      at: '15:32',
      who: 'Dana Whitfield',
      types:
        '/incident cause The configuration of the primary database load balancer was changed by accident during routine maintenance. Traffic went unevenly: some database nodes drowned, others idled.',
    },
    {
      at: '15:33',
      who: 'Dana Whitfield',
      types:
        '/incident fix The load balancer configuration was corrected and traffic spread evenly over all database nodes; services came back step by step.',
    },
    {
      at: '15:34',
      who: 'Mira Chen',
      types:
        '/incident improve Change management procedures\nthe mistake was made in routine maintenance: more oversight and checks there',
    },
    {
      at: '15:35',
      who: 'Mira Chen',
      types:
        '/incident improve Automated configuration validation\na check would have caught this before it reached the live service',
    },
    {
      at: '15:36',
      who: 'Mira Chen',
      types:
        '/incident task Review and strengthen change management procedures type:process\npeer review and automated checks become mandatory for every change of critical infrastructure configuration',
    },
    {
      at: '15:37',
      who: 'Mira Chen',
      types:
        '/incident task Build automated configuration validation for critical systems type:prevent\ndetect configuration changes and alert on them before they reach production',
    },
    {
      at: '15:38',
      who: 'Mira Chen',
      types:
        '/incident task Improve load balancer monitoring type:detect\nalert when traffic is uneven across database nodes',
    },
    {
      at: '15:39',
      who: 'Mira Chen',
      types:
        '/incident conclusion With these in place we expect not to repeat this, and to keep quality of service high. Thank you for your patience.',
    },
    { at: '15:40', who: 'Mira Chen', types: '/incident resolve 15:30 full service resumed' },
  ],
};
