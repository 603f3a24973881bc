import type { Story } from '../story.ts';

export const backupOverload: Story = {
  name: 'backup-overload',
  about: 'June 2023: a misconfigured backup job overloads the databases; user activity is blamed first.',
  clock: 'UTC',
  people: [
    { name: 'Amara Obi', tz: 'Africa/Lagos' },
    { name: 'Pedro Lima', tz: 'America/Sao_Paulo' },
    { name: 'Sofia Berg', tz: 'Europe/Oslo' },
    { name: 'Hiro Tanaka', tz: 'Asia/Tokyo' },
    { name: 'Lookout', bot: true },
  ],
  steps: [
    { at: '2023-06-10 04:03', who: 'Amara Obi', types: '/incident start sev1 --tz UTC Service Outage - June 10, 2023' },
    {
      at: '04:04',
      who: 'Amara Obi',
      types:
        '/incident detected 04:00 monitoring: an engineer got an alert, sudden spike of database connection errors',
    },
    {
      at: '04:05',
      who: 'Amara Obi',
      types:
        '/incident impact approximately 85% of all active users: the social media platform is completely inaccessible',
    },
    { at: '04:06', who: 'Amara Obi', types: '/incident lead me' },
    {
      at: '04:20',
      who: 'Pedro Lima',
      posts: 'Database team is investigating. We assume a surge in user activity.',
      as: 'surge',
    },
    { at: '04:21', who: 'Amara Obi', reacts: 'bulb', to: 'surge' },
    {
      at: '04:32',
      who: 'Pedro Lima',
      types: '/incident action optimizing database queries and scaling up the database cluster for the load',
    },
    {
      at: '04:44',
      who: 'Pedro Lima',
      types: '/incident ruled-out query tuning and a bigger cluster brought no relief: it is not user activity',
    },
    {
      at: '04:45',
      who: 'Amara Obi',
      types: '/incident escalated to the infrastructure team and senior management, the situation is getting worse',
    },
    {
      at: '05:15',
      who: 'Sofia Berg',
      posts:
        'The automated backup process was updated recently. It is misconfigured and puts excessive load on the database servers.',
      as: 'backup',
    },
    { at: '05:16', who: 'Amara Obi', reacts: 'dart', to: 'backup' },
    {
      at: '05:30',
      who: 'Sofia Berg',
      types:
        '/incident action misconfigured backup process disabled, affected database servers rebooted to end the cascading failure',
    },
    { at: '06:35', who: 'Hiro Tanaka', posts: '100% of traffic is back online' },
    {
      at: '06:36',
      who: 'Sofia Berg',
      types:
        '/incident cause A misconfigured automated backup process caused a cascading failure of the database infrastructure. It overloaded the database servers with excessive read operations: latency grew, and they failed in the end.',
    },
    {
      at: '06:37',
      who: 'Sofia Berg',
      types:
        '/incident fix The misconfigured backup process was disabled at once, and platform functionality was fully restored.\ndisable the backup process, so that the database servers get no further strain\nreboot the affected database servers',
    },
    {
      at: '06:38',
      who: 'Amara Obi',
      types:
        '/incident improve Backup process\nreviewed, properly configured, with the load that it puts on the database servers in mind',
    },
    {
      at: '06:39',
      who: 'Amara Obi',
      types: '/incident improve Load testing\nregular exercises find bottlenecks before they reach the live system',
    },
    {
      at: '06:40',
      who: 'Amara Obi',
      types:
        '/incident improve Monitoring enhancements\nreal-time view of database performance: connection errors and latency spikes',
    },
    {
      at: '06:41',
      who: 'Amara Obi',
      types:
        '/incident improve Incident response training\nengineering and operations teams detect, respond and coordinate better',
    },
    {
      at: '06:42',
      who: 'Amara Obi',
      types:
        '/incident improve Configuration audits\ncritical system configurations are audited regularly, misconfigurations put right promptly',
    },
    {
      at: '06:43',
      who: 'Amara Obi',
      types:
        '/incident task Review the backup process configuration comprehensively\nit follows best practices and puts no undue strain on the database servers',
    },
    {
      at: '06:44',
      who: 'Amara Obi',
      types:
        '/incident task Develop and implement load testing scenarios\nsimulate heavy user traffic and monitor the performance impact',
    },
    {
      at: '06:45',
      who: 'Amara Obi',
      types: '/incident task Add alerts for connection errors and latency spikes in the database infrastructure',
    },
    {
      at: '06:46',
      who: 'Amara Obi',
      types:
        '/incident task Schedule incident response training for engineering and operations\ndetection, escalation and resolution',
    },
    {
      at: '06:47',
      who: 'Amara Obi',
      types:
        '/incident task Establish recurring configuration audits\nmisconfigurations of critical components are found and rectified',
    },
    {
      at: '06:48',
      who: 'Amara Obi',
      types:
        '/incident conclusion A misconfigured automated backup caused a cascading database failure on June 10, 2023. It was detected promptly, escalated, and resolved within 2 hours and 35 minutes, which kept the impact on users down; the measures above lower the risk of a repetition.',
    },
    {
      at: '06:49',
      who: 'Amara Obi',
      types:
        '/incident link https://docs.google.com/document/d/12D4s9JYJEf9_N9G2rWEibEpUaTfXD2EEv7DUETduJ78/edit?usp=sharing Google doc',
    },
    {
      at: '06:49',
      who: 'Amara Obi',
      types:
        '/incident link https://developers.google.com/static/maps/images/incident-mgt-1.png how incidents are managed',
    },
    { at: '06:50', who: 'Amara Obi', types: '/incident resolve 06:35 100% of traffic back online' },
  ],
};
