import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demo } from '../../src/demo/demo.ts';
import { stories } from '../../src/demo/stories/all.ts';

/** What the document of each story must say: nothing here is in the program, all of it was typed or posted. */
type Facts = {
  readonly start: string;
  readonly end: string;
  readonly duration: string;
  readonly impact: readonly (string | RegExp)[];
  /** Local time and what happened then, in the order in which the timeline tells it. */
  readonly timeline: readonly (readonly [string, string | RegExp])[];
  readonly misleading: readonly (string | RegExp)[];
  readonly cause: readonly (string | RegExp)[];
  readonly resolution: readonly (string | RegExp)[];
  readonly improvements: readonly string[];
  /** Each task, and its nested detail. */
  readonly tasks: readonly (readonly [string, string?])[];
  readonly also: readonly (string | RegExp)[];
};

const facts: Readonly<Record<string, Facts>> = {
  'load-balancer': {
    start: '14:00 PST',
    end: '15:30 PST',
    duration: '1 hour 30 minutes',
    impact: ['40%', 'active users', 'intermittent errors', 'very slow responses'],
    timeline: [
      ['14:00 PST', /Detected.*automated alerts/],
      ['14:05 PST', /Investigating.*database layer/],
      ['14:20 PST', /Escalated.*database team/],
      ['14:30 PST', /Hypothesis.*software update/],
      ['14:45 PST', /Identified.*load balancer is misconfigured/],
      ['15:00 PST', /Action.*correcting the load balancer/],
      ['15:30 PST', /Resolved.*full service resumed/],
    ],
    misleading: ['software update'],
    cause: ['primary database load balancer', 'routine maintenance', /went unevenly/],
    resolution: ['corrected', 'spread evenly over all database nodes'],
    improvements: ['Change management procedures', 'Automated configuration validation'],
    tasks: [
      ['Review and strengthen change management procedures', 'peer review and automated checks'],
      ['Build automated configuration validation', 'before they reach production'],
      ['Improve load balancer monitoring', 'uneven across database nodes'],
    ],
    also: ['# Postmortem: The Great Database Outage of 2023', '2023-11-03', /## Conclusion\n\n.*quality of service/],
  },
  replication: {
    start: '14:00 UTC',
    end: '16:30 UTC',
    duration: '2 hours 30 minutes',
    impact: ['80%', /200,000|200 000/, 'whole service'],
    timeline: [
      ['14:00 UTC', /Detected.*does not respond/],
      ['14:05 UTC', /Investigating.*outage confirmed/],
      ['14:15 UTC', /Hypothesis.*network, or a DDoS/],
      ['14:30 UTC', /Ruled out.*connectivity is fine/],
      ['14:45 UTC', /Action.*restarted the database/],
      ['15:00 UTC', /Investigating.*point at replication/],
      ['15:15 UTC', /Escalated.*database administration team/],
      ['15:30 UTC', /Identified.*configuration errors/],
      ['15:45 UTC', /Action.*last known good backup/],
      ['16:15 UTC', /Mitigated.*database restored/],
      ['16:30 UTC', /Resolved.*full service restoration confirmed/],
    ],
    misleading: ['DDoS'],
    cause: ['replication', 'corrupted the primary database', 'maintenance window', /parameter was wrong/],
    resolution: ['last known good backup', 'midnight', '30 minutes', 'corrected'],
    improvements: [
      'Database configuration review',
      'Backup verification',
      'Monitoring enhancements',
      'Documentation and training',
    ],
    tasks: [
      ['Patch the database server', 'latest stable version'],
      ['Implement automated config checks', 'critical database parameters'],
      ['Increase backup frequency', 'every 6 hours instead of once daily'],
      ['Add replication monitoring', 'replication status'],
      ['Conduct training sessions', 'best practices'],
    ],
    also: ['2023-03-15', /## Conclusion\n\n.*sturdier/],
  },
  'cache-settings': {
    start: '10:00 EST',
    end: '14:00 EST',
    duration: '4 hours',
    impact: ['75%', 'cannot access their accounts', 'time-outs and error messages'],
    timeline: [
      ['10:05 EST', /Detected.*high latency and error rates/],
      ['10:10 EST', /Investigating.*incident team assembled/],
      ['10:15 EST', /Note.*surge of complaints/],
      ['10:30 EST', /Hypothesis.*DDoS attack/],
      ['11:00 EST', /Ruled out.*database configurations/],
      ['11:45 EST', /Identified.*memory usage/],
      ['12:30 EST', /Escalated.*Database Engineering/],
      ['13:00 EST', /Action.*rollback initiated/],
      ['14:00 EST', /Resolved.*post-incident review scheduled/],
    ],
    misleading: ['DDoS'],
    cause: ['misconfigured database update', 'cache settings', 'controlled environment', 'memory consumption'],
    resolution: [
      'rolled back to its previous state',
      'watched closely',
      'service levels were normal',
      'change management process',
    ],
    improvements: [
      'Strict change management controls',
      'Better monitoring and alerting',
      'Regular training on incident management',
      'database configuration audits',
      'Communication during incidents',
    ],
    tasks: [],
    also: ['# Postmortem: The Great Database Debacle', '2024-03-04', '## Conclusion'],
  },
  cascade: {
    start: '10:00 UTC',
    end: '12:30 UTC',
    duration: '2 hours 30 minutes',
    impact: ['100%', 'cannot access their data', 'across the platform'],
    timeline: [
      ['10:00 UTC', /Detected.*high error rates/],
      ['10:05 UTC', /Investigating.*on-call confirms/],
      ['10:10 UTC', /Hypothesis.*network logs/],
      ['10:30 UTC', /Ruled out.*no anomalies/],
      ['10:45 UTC', /Hypothesis.*DDoS attack/],
      ['11:00 UTC', /Escalated.*database team.*replication lag/],
      ['11:20 UTC', /Investigating.*changed recently/],
      ['11:30 UTC', /Hypothesis.*older backup/],
      ['11:50 UTC', /Identified.*incorrect replication configuration/],
      ['12:00 UTC', /Action.*correct replication settings/],
      ['12:30 UTC', /Resolved.*fully operational/],
    ],
    misleading: ['network', 'DDoS', 'older backup'],
    cause: ['replication setup', 'cascade failure', 'optimise performance', 'communication between the nodes'],
    resolution: [
      'identify the incorrect configuration',
      'restore the correct',
      'restart the database cluster gradually',
      'monitor closely',
    ],
    improvements: [
      'review of configuration changes',
      'detects replication issues sooner',
      'documentation and training',
    ],
    tasks: [
      ['Patch the database configuration', 'validation checks'],
      ['Add monitoring on replication lag', 'replication lag and errors'],
      ['Review and update the change management process', 'peer reviews and automated testing'],
      ['Training sessions', 'best practices'],
      ['Update the documentation', 'within reach of all relevant teams'],
    ],
    also: [
      'Database Service Outage on June 20, 2024',
      '2024-06-20',
      'alx-system_engineering-devops',
      '0x19-postmortem',
    ],
  },
  'backup-overload': {
    start: '04:00 UTC',
    end: '06:35 UTC',
    duration: '2 hours 35 minutes',
    impact: ['85%', 'completely inaccessible'],
    timeline: [
      ['04:00 UTC', /Detected.*database connection errors/],
      ['04:20 UTC', /Hypothesis.*surge in user activity/],
      ['04:32 UTC', /Action.*scaling up the database cluster/],
      ['04:45 UTC', /Escalated.*infrastructure team and senior management/],
      ['05:15 UTC', /Identified.*backup process.*misconfigured/],
      ['05:30 UTC', /Action.*backup process disabled.*rebooted/],
      ['06:35 UTC', /Resolved.*100% of traffic/],
    ],
    misleading: ['surge in user activity'],
    cause: ['misconfigured automated backup process', 'cascading failure', 'excessive read operations'],
    resolution: ['disabled', 'reboot the affected database servers', 'fully restored'],
    improvements: [
      'Backup process',
      'Load testing',
      'Monitoring enhancements',
      'Incident response training',
      'Configuration audits',
    ],
    tasks: [
      ['Review the backup process configuration', 'undue strain'],
      ['Develop and implement load testing scenarios', 'heavy user traffic'],
      ['Add alerts for connection errors and latency spikes'],
      ['Schedule incident response training', 'detection, escalation and resolution'],
      ['Establish recurring configuration audits', 'critical components'],
    ],
    also: [
      '2023-06-10',
      /## Conclusion\n\n.*2 hours and 35 minutes/,
      'docs.google.com/document/d/12D4s9JYJEf9',
      '## Links',
    ],
  },
};

const part = (markdown: string, heading: string): string => {
  const level = heading.match(/^#+/)?.[0].length ?? 0;
  const from = markdown.indexOf(`\n${heading}`);
  expect(from, `the heading ${heading}`).toBeGreaterThan(-1);
  const rest = markdown.slice(from + 1 + heading.length);
  const next = rest.search(new RegExp(`\\n#{1,${level}} `));
  return next === -1 ? rest : rest.slice(0, next);
};

const says = (text: string, fact: string | RegExp): void => {
  const plain = text.replaceAll('\\', '');
  if (typeof fact === 'string') expect(plain).toContain(fact);
  else expect(plain).toMatch(fact);
};

const tell = async (name: string): Promise<string> => {
  const story = stories.find((each) => each.name === name);
  if (!story) throw new Error(`no story is called ${name}`);
  const out = mkdtempSync(join(tmpdir(), 'debrief-story-'));
  try {
    const files = await demo({ story, out, say: () => {} });
    return readFileSync(files.find((file) => file.endsWith('.md')) ?? '', 'utf8');
  } finally {
    rmSync(out, { recursive: true });
  }
};

test.each(Object.entries(facts))('the document of %s has every fact of its story', async (name, told) => {
  const markdown = await tell(name);
  const summary = part(markdown, '## Issue Summary');
  for (const fact of [told.start, told.end, told.duration, ...told.impact]) says(summary, fact);

  const bullets = part(markdown, '## Timeline')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  let last = -1;
  for (const [time, what] of told.timeline) {
    const at = bullets.findIndex(
      (line, i) =>
        i > last &&
        line.includes(`**${time}**`) &&
        new RegExp(what).test(line.replaceAll('*', '').replaceAll('\\', '')),
    );
    expect(at, `${time} ${what} in\n${bullets.join('\n')}`).toBeGreaterThan(last);
    last = at;
  }
  const misleading = part(markdown, '### Misleading paths');
  for (const fact of told.misleading) says(misleading, fact);
  for (const fact of told.cause) says(part(markdown, '### Root cause'), fact);
  for (const fact of told.resolution) says(part(markdown, '### Resolution'), fact);
  for (const fact of told.improvements) says(part(markdown, '### Improvements'), fact);
  if (told.tasks.length > 0) {
    const tasks = part(markdown, '### Tasks').split(/\n(?=- \[)/);
    for (const [task, detail = ''] of told.tasks) {
      const written = tasks.find((each) => each.includes(task));
      expect(written, task).toBeDefined();
      says(
        written
          ?.split('\n')
          .slice(detail ? 1 : 0)
          .join('\n') ?? '',
        detail,
      );
    }
  }
  for (const fact of told.also) says(markdown, fact);
});

test('the demo leaves the documents of a full incident in the folder that it names, and nothing missing but dates and owners', async () => {
  const markdown = await tell('checkout');
  for (const heading of [
    '## Issue Summary',
    '## Timeline',
    '### Misleading paths',
    '## Root Cause and Resolution',
    '## Corrective and Preventative Measures',
    '## Lessons',
    '## Evidence',
  ])
    expect(markdown).toContain(heading);
  says(markdown, /Hypothesis.*deploy of the basket service/);
  says(markdown, /certificate has expired.*2 of 5 gateways/);
});
