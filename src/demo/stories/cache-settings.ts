import type { Story } from '../story.ts';

export const cacheSettings: Story = {
  name: 'cache-settings',
  about: "A well-meant cache change eats the database's memory; DDoS is suspected first.",
  clock: '-05:00',
  people: [
    { name: 'Jules Martin', tz: 'America/New_York' },
    { name: 'Rosa Diaz', tz: 'America/New_York' },
    { name: 'Sam Porter', tz: 'America/New_York' },
    { name: 'Vera Lang', tz: 'America/New_York' },
    { name: 'Metrics', bot: true },
  ],
  steps: [
    { at: '2024-03-04 10:06', who: 'Jules Martin', types: '/incident start sev1 --tz EST The Great Database Debacle' },
    { at: '10:07', who: 'Jules Martin', types: '/incident started 10:00 log-ins begin to fail' },
    {
      at: '10:08',
      who: 'Jules Martin',
      types: '/incident detected 10:05 monitoring: automated alerts, high latency and error rates of database queries',
    },
    {
      at: '10:10',
      who: 'Jules Martin',
      types: '/incident investigating incident team assembled, looking at database performance',
    },
    { at: '10:11', who: 'Rosa Diaz', types: '/incident lead me' },
    {
      at: '10:15',
      who: 'Sam Porter',
      posts: 'Customer Support: a surge of complaints, people cannot get into their accounts',
      as: 'support',
    },
    { at: '10:16', who: 'Rosa Diaz', reacts: 'pushpin', to: 'support' },
    {
      at: '10:17',
      who: 'Rosa Diaz',
      types:
        '/incident impact 75% of our user base cannot access their accounts in the flagship product: time-outs and error messages at log-in',
    },
    { at: '10:30', who: 'Jules Martin', types: '/incident hypothesis a DDoS attack; mitigation strategies deployed' },
    { at: '10:45', who: 'Jules Martin', posts: 'No improvement from the mitigation so far' },
    {
      at: '11:00',
      who: 'Rosa Diaz',
      types:
        '/incident ruled-out DDoS mitigation brought no improvement and the network is fine: over to the database configurations',
    },
    {
      at: '11:45',
      who: 'Jules Martin',
      types:
        '/incident identified an unauthorized recent change of the database configuration increased memory usage drastically',
    },
    {
      at: '12:30',
      who: 'Rosa Diaz',
      types: '/incident escalated to the Database Engineering team, urgent: roll the recent changes back',
    },
    {
      at: '13:00',
      who: 'Vera Lang',
      types: '/incident action rollback initiated; monitoring shows error rates and latency going down',
    },
    { at: '14:00', who: 'Rosa Diaz', posts: 'All green. I schedule the review.' },
    {
      at: '14:01',
      who: 'Vera Lang',
      types:
        "/incident cause A misconfigured database update used up resources until the service was unavailable. Somebody meant to optimise: an unauthorized change of the database's cache settings for performance, which nobody had evaluated in a controlled environment, led to excessive memory consumption.",
    },
    {
      at: '14:02',
      who: 'Vera Lang',
      types:
        '/incident fix The database configuration was rolled back to its previous state.\nwatched closely how the system responded\nconfirmed that service levels were normal again\nstarted a comprehensive review of the change management process',
    },
    {
      at: '14:03',
      who: 'Rosa Diaz',
      types:
        '/incident improve Strict change management controls\nevery change of production, database configuration included, is formally reviewed and approved',
    },
    {
      at: '14:04',
      who: 'Rosa Diaz',
      types:
        '/incident improve Better monitoring and alerting\nspecific database performance issues, unusual memory consumption among them',
    },
    {
      at: '14:05',
      who: 'Rosa Diaz',
      types:
        '/incident improve Regular training on incident management\neverybody knows the response plan and their role in an outage',
    },
    {
      at: '14:06',
      who: 'Rosa Diaz',
      types:
        '/incident improve A schedule of database configuration audits\nsettings are reviewed regularly: optimised and secure',
    },
    {
      at: '14:07',
      who: 'Rosa Diaz',
      types:
        '/incident improve Communication during incidents\nstakeholders and users are told sooner and better about disruptions',
    },
    {
      at: '14:08',
      who: 'Rosa Diaz',
      types:
        '/incident conclusion With these actions our systems resist such weaknesses better, we respond faster, and users get a more reliable service.',
    },
    {
      at: '14:09',
      who: 'Rosa Diaz',
      types:
        '/incident resolve 14:00 full service restoration confirmed; incident closed, post-incident review scheduled',
    },
  ],
};
