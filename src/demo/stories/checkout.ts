import type { Story } from '../story.ts';

/** The demo: an evening in which a deploy is blamed and a certificate is guilty. */
export const checkout: Story = {
  name: 'checkout',
  about: 'An expired certificate stops payments; the deploy is blamed first.',
  clock: 'Europe/Berlin',
  people: [
    { name: 'Ana Silva', tz: 'Europe/Berlin' },
    { name: 'Ben Okafor', tz: 'Europe/London' },
    { name: 'Chiara Rossi', tz: 'Europe/Rome' },
    { name: 'Dev Patel', tz: 'Asia/Kolkata' },
    { name: 'Pager', bot: true },
  ],
  steps: [
    { at: '2026-03-12 20:02', who: 'Ana Silva', types: '/incident start sev2 --tz Europe/Berlin Checkout is down' },
    { at: '20:03', who: 'Pager', posts: 'FIRING: payment success rate 61% (threshold 97%) since 19:58', as: 'alert' },
    { at: '20:03', who: 'Ana Silva', reacts: 'rotating_light', to: 'alert' },
    { at: '20:04', who: 'Ben Okafor', types: '/incident lead me' },
    {
      at: '20:05',
      who: 'Ana Silva',
      types: '/incident impact about 40% of customers cannot pay services:checkout,payments',
    },
    { at: '20:06', who: 'Chiara Rossi', posts: 'I think it is the 19:50 deploy of the basket service', as: 'deploy' },
    { at: '20:07', who: 'Ana Silva', reacts: 'bulb', to: 'deploy' },
    { at: '20:09', who: 'Ben Okafor', types: '/incident action rolling the basket service back to 812' },
    {
      at: '20:12',
      who: 'Chiara Rossi',
      replies: 'Rollback is out, nothing changed. Not the deploy.',
      to: 'deploy',
      as: 'not-deploy',
    },
    { at: '20:12', who: 'Ben Okafor', reacts: 'no_entry_sign', to: 'not-deploy' },
    { at: '20:13', who: 'Ben Okafor', types: '/incident escalated to the payments team' },
    {
      at: '20:15',
      who: 'Ben Okafor',
      types:
        '/incident update Card payments fail for about 4 in 10 customers. Payments team is on it; next update 20:45.',
    },
    {
      at: '20:21',
      who: 'Dev Patel',
      posts: 'TLS handshake to the card processor fails: `certificate has expired` at 18:58 UTC',
      as: 'cert',
    },
    {
      at: '20:22',
      who: 'Dev Patel',
      edits: 'TLS handshake to the card processor fails: `certificate has expired`, on 2 of 5 gateways',
      to: 'cert',
    },
    { at: '20:22', who: 'Ana Silva', reacts: 'dart', to: 'cert' },
    {
      at: '20:31',
      who: 'Dev Patel',
      types: '/incident mitigated traffic moved to the three gateways with the new certificate',
    },
    {
      at: '20:44',
      who: 'Dev Patel',
      types:
        '/incident cause The client certificate of two payment gateways expired at 19:58. Its renewal job had been failing since January, and nobody was told.',
    },
    {
      at: '20:45',
      who: 'Dev Patel',
      types:
        '/incident fix Traffic was moved off the two gateways, then they got the new certificate.\nmove traffic to gateways 3 to 5\ninstall the certificate on gateways 1 and 2\nwatch the success rate for ten minutes',
    },
    {
      at: '20:46',
      who: 'Chiara Rossi',
      types: '/incident improve Certificates are watched from outside, not by the job that renews them',
    },
    {
      at: '20:47',
      who: 'Ben Okafor',
      types:
        '/incident task Alert 21 days before any certificate expires @Dev Patel by 2026-03-20 type:detect\nread the expiry from the wire',
    },
    { at: '20:48', who: 'Ben Okafor', types: '/incident went-well The rollback took three minutes' },
    { at: '20:52', who: 'Ben Okafor', types: '/incident resolve Payments are back at 99.2% on all five gateways' },
  ],
};
