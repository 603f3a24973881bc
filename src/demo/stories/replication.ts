import type { Story } from '../story.ts';

export const replication: Story = {
  name: 'replication',
  about: 'March 2023: a wrong replication parameter corrupts the primary; network and DDoS are suspected first.',
  clock: 'UTC',
  people: [
    { name: 'Omar Haddad', tz: 'Europe/London' },
    { name: 'Grace Kim', tz: 'Europe/London' },
    { name: 'Nils Ek', tz: 'Europe/Stockholm' },
    { name: 'Tomas Vrba', tz: 'Europe/Prague' },
    { name: 'Sentinel', bot: true },
  ],
  steps: [
    {
      at: '2023-03-15 14:01',
      who: 'Omar Haddad',
      types: '/incident start sev1 --tz UTC The Great Database Outage of 2023',
    },
    {
      at: '14:02',
      who: 'Omar Haddad',
      types: '/incident detected 14:00 monitoring: alert, the database does not respond',
    },
    { at: '14:03', who: 'Grace Kim', types: '/incident lead me' },
    {
      at: '14:04',
      who: 'Grace Kim',
      types:
        '/incident impact approximately 80% of our users, around 200,000 users, are cut off: the primary database of the web application is down and the whole service with it',
    },
    {
      at: '14:05',
      who: 'Omar Haddad',
      types: '/incident investigating outage confirmed, we start with the database server',
    },
    { at: '14:15', who: 'Omar Haddad', posts: 'Could be the network, or a DDoS attack', as: 'network' },
    { at: '14:16', who: 'Grace Kim', reacts: 'bulb', to: 'network' },
    {
      at: '14:30',
      who: 'Nils Ek',
      types: '/incident ruled-out network team: connectivity is fine, look at the database server again',
    },
    { at: '14:45', who: 'Omar Haddad', types: '/incident action restarted the database; the problem persists' },
    { at: '15:00', who: 'Omar Haddad', posts: 'The database logs have errors that point at replication', as: 'logs' },
    { at: '15:01', who: 'Grace Kim', reacts: 'mag', to: 'logs' },
    {
      at: '15:15',
      who: 'Grace Kim',
      types: '/incident escalated to the database administration team for a deeper analysis',
    },
    { at: '15:30', who: 'Tomas Vrba', posts: 'DBA team: the replication setup has configuration errors', as: 'config' },
    { at: '15:31', who: 'Grace Kim', reacts: 'dart', to: 'config' },
    { at: '15:45', who: 'Tomas Vrba', types: '/incident action restoring from the last known good backup' },
    {
      at: '16:15',
      who: 'Tomas Vrba',
      types: '/incident mitigated database restored, service is coming back gradually',
    },
    { at: '16:30', who: 'Grace Kim', posts: 'Full service confirmed, and monitoring says it is stable', as: 'stable' },
    {
      at: '16:31',
      who: 'Tomas Vrba',
      types:
        '/incident cause A misconfiguration of the database replication settings corrupted the primary database. It came with a recent maintenance window: one replication parameter was wrong, replication malfunctioned, and the primary ended up corrupt.',
    },
    {
      at: '16:32',
      who: 'Tomas Vrba',
      types:
        '/incident fix Restored the last known good backup, taken at midnight.\nthe restoration was started and done within 30 minutes\nafterwards the replication settings were reviewed with care and corrected',
    },
    {
      at: '16:33',
      who: 'Grace Kim',
      types:
        '/incident improve Database configuration review\nevery change of database configuration goes through a rigorous review: peers and automated checks',
    },
    {
      at: '16:34',
      who: 'Grace Kim',
      types:
        '/incident improve Backup verification\nmore frequent snapshots, and their integrity verified automatically',
    },
    {
      at: '16:35',
      who: 'Grace Kim',
      types: '/incident improve Monitoring enhancements\nwatch replication health and alert on anomalies in real time',
    },
    {
      at: '16:36',
      who: 'Grace Kim',
      types:
        '/incident improve Documentation and training\nupdate the maintenance documentation; regular training for engineering and DBA teams',
    },
    {
      at: '16:37',
      who: 'Grace Kim',
      types: '/incident task Patch the database server\nrun the latest stable version with the necessary patches',
    },
    {
      at: '16:38',
      who: 'Grace Kim',
      types: '/incident task Implement automated config checks\nscripts that verify the critical database parameters',
    },
    {
      at: '16:39',
      who: 'Grace Kim',
      types: '/incident task Increase backup frequency\nsnapshots every 6 hours instead of once daily',
    },
    {
      at: '16:40',
      who: 'Grace Kim',
      types:
        '/incident task Add replication monitoring\nmetrics and alerts for replication status in the monitoring system',
    },
    {
      at: '16:41',
      who: 'Grace Kim',
      types:
        '/incident task Conduct training sessions\nall relevant teams: new procedures and best practices of database management',
    },
    {
      at: '16:42',
      who: 'Grace Kim',
      types:
        '/incident conclusion These measures are to make our systems sturdier against incidents of this kind, and the service more reliable for users.',
    },
    {
      at: '16:43',
      who: 'Grace Kim',
      types: '/incident resolve 16:30 full service restoration confirmed, monitoring shows stability',
    },
  ],
};
