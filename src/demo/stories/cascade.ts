import type { Story } from '../story.ts';

export const cascade: Story = {
  name: 'cascade',
  about: 'June 2024: a replication change brings the cluster down; network, DDoS and an old backup are tried first.',
  clock: 'UTC',
  people: [
    { name: 'Ines Moreau', tz: 'Europe/Paris' },
    { name: 'Karl Weiss', tz: 'Europe/Vienna' },
    { name: 'Lena Novak', tz: 'Europe/Prague' },
    { name: 'Yusuf Demir', tz: 'Europe/Istanbul' },
    { name: 'Beacon', bot: true },
  ],
  steps: [
    {
      at: '2024-06-20 10:01',
      who: 'Ines Moreau',
      types: '/incident start sev1 --tz UTC Database Service Outage on June 20, 2024',
    },
    {
      at: '10:02',
      who: 'Ines Moreau',
      types: '/incident detected 10:00 monitoring: alert on high error rates of data retrieval operations',
    },
    { at: '10:03', who: 'Karl Weiss', types: '/incident lead me' },
    {
      at: '10:04',
      who: 'Karl Weiss',
      types:
        '/incident impact 100% of users cannot access their data: the primary database service is down, all data retrieval has stopped across the platform',
    },
    {
      at: '10:05',
      who: 'Ines Moreau',
      types: '/incident investigating on-call confirms the issue with further monitoring tools and begins to look',
    },
    {
      at: '10:10',
      who: 'Ines Moreau',
      posts: 'Similar incidents were the network. Going through network logs and connections.',
      as: 'network',
    },
    { at: '10:11', who: 'Karl Weiss', reacts: 'bulb', to: 'network' },
    {
      at: '10:30',
      who: 'Lena Novak',
      types: '/incident ruled-out network team sees no anomalies: over to the database cluster',
    },
    { at: '10:45', who: 'Ines Moreau', types: '/incident hypothesis a DDoS attack; first mitigations are in place' },
    { at: '10:58', who: 'Karl Weiss', types: '/incident ruled-out the DDoS mitigations do not resolve it' },
    {
      at: '11:00',
      who: 'Karl Weiss',
      types: '/incident escalated to the database team; first review shows replication lag and errors',
    },
    {
      at: '11:20',
      who: 'Yusuf Demir',
      posts: 'The replication setup was changed recently, found it in the detailed look',
      as: 'changed',
    },
    { at: '11:21', who: 'Karl Weiss', reacts: 'mag', to: 'changed' },
    {
      at: '11:30',
      who: 'Yusuf Demir',
      types: '/incident hypothesis an older backup will bring it back: reverting to one',
    },
    {
      at: '11:40',
      who: 'Yusuf Demir',
      types: '/incident ruled-out the backup did not help: the configuration change affects the entire cluster',
    },
    {
      at: '11:50',
      who: 'Yusuf Demir',
      types: '/incident identified the incorrect replication configuration makes the primary database fail',
    },
    {
      at: '12:00',
      who: 'Yusuf Demir',
      types: '/incident action correct replication settings restored, cluster gradually coming back online',
    },
    { at: '12:30', who: 'Ines Moreau', posts: 'Everything is fully operational, data retrieval is normal' },
    {
      at: '12:31',
      who: 'Yusuf Demir',
      types:
        "/incident cause An incorrect configuration change in the database's replication setup led to a cascade failure in the database cluster. The primary node failed first. The change was meant to optimise performance; it brought in an unforeseen bug that broke the communication between the nodes.",
    },
    {
      at: '12:32',
      who: 'Yusuf Demir',
      types:
        '/incident fix The correct replication configuration is back.\nidentify the incorrect configuration in the replication settings\nrestore the correct replication configuration\nrestart the database cluster gradually, for stability\nmonitor closely until data retrieval operations were normal',
    },
    {
      at: '12:33',
      who: 'Karl Weiss',
      types: '/incident improve A better review of configuration changes, so that incorrect settings are not applied',
    },
    { at: '12:34', who: 'Karl Weiss', types: '/incident improve Monitoring that detects replication issues sooner' },
    {
      at: '12:35',
      who: 'Karl Weiss',
      types: '/incident improve Better documentation and training on database configuration management',
    },
    {
      at: '12:36',
      who: 'Karl Weiss',
      types:
        '/incident task Patch the database configuration\nadditional validation checks in the management scripts catch misconfigurations',
    },
    {
      at: '12:37',
      who: 'Karl Weiss',
      types:
        '/incident task Add monitoring on replication lag\ndetailed monitoring and alerts for replication lag and errors',
    },
    {
      at: '12:38',
      who: 'Karl Weiss',
      types:
        '/incident task Review and update the change management process\na more rigorous review of configuration changes: peer reviews and automated testing',
    },
    {
      at: '12:39',
      who: 'Karl Weiss',
      types:
        '/incident task Training sessions\nengineers learn the new processes and best practices of database configuration',
    },
    {
      at: '12:40',
      who: 'Karl Weiss',
      types:
        '/incident task Update the documentation\nall configuration changes and what they imply: documented, and within reach of all relevant teams',
    },
    {
      at: '12:41',
      who: 'Karl Weiss',
      types:
        '/incident conclusion The write-up is kept in the GitHub repository alx-system_engineering-devops, directory 0x19-postmortem, file README.md.',
    },
    {
      at: '12:42',
      who: 'Karl Weiss',
      types: '/incident resolve 12:30 all services fully operational, data retrieval back to normal',
    },
  ],
};
