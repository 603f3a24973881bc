import { z } from 'zod';
import { parseZone } from './incident/zone.ts';

const botToken =
  'open https://api.slack.com/apps, choose your app, OAuth & Permissions, and copy the Bot User OAuth Token (xoxb-…)';
const appToken =
  'open https://api.slack.com/apps, choose your app, Basic Information, App-Level Tokens, and generate one with connections:write (xapp-…)';
const signingSecret =
  'open https://api.slack.com/apps, choose your app, Basic Information, and copy the Signing Secret';

const keptDays = 'write a number of days, such as 90, or never';

const text = (pattern: RegExp, how: string) => z.string({ error: how }).regex(pattern, how);
const choice = <const T extends readonly string[]>(...choices: T) =>
  z.enum(choices, { error: `write one of ${choices.join(', ')}` });
const whole = (least: number, most: number, how: string) =>
  z.string().regex(/^\d+$/, how).transform(Number).pipe(z.number().min(least, how).max(most, how));
export const memberIds =
  'write member ids such as U012ABCDEF (in a profile: the three dots, Copy member ID), with commas in between';
const port = whole(0, 65_535, 'write the number of a free port, such as 3000');

const zone = z.string().transform((typed, check) => {
  try {
    return parseZone(typed);
  } catch {
    check.addIssue('write an area and city such as America/Los_Angeles, or UTC');
    return z.NEVER;
  }
});

/** Every variable that Debrief reads. An error says only how to get the right value. */
export const environment = z.object({
  SLACK_BOT_TOKEN: text(/^xoxb-\S+$/, botToken).describe('The bot token of your Slack app (`xoxb-…`)'),
  SLACK_APP_TOKEN: text(/^xapp-\S+$/, appToken)
    .optional()
    .describe(
      'The app-level token (`xapp-…`): Debrief connects to Slack by itself (Socket Mode) and needs no public URL',
    ),
  SLACK_SIGNING_SECRET: text(/^\S{8,}$/, signingSecret)
    .optional()
    .describe('Instead of `SLACK_APP_TOKEN`: Slack sends its events to `POST /slack/events` on `PORT`'),
  PORT: port
    .optional()
    .describe(
      'The port for Slack (3000 with `SLACK_SIGNING_SECRET`) and for `GET /health`; in Socket Mode none unless set',
    ),
  DATABASE_URL: text(/^(file:.+|:memory:|[^:]+)$/, 'write file: and the path of a file, such as file:./debrief.db')
    .default('file:./debrief.db')
    .describe('The one file in which everything is kept'),
  INCIDENTS_CHANNEL: text(/^#?[^\s#,]{1,80}$/, 'write the name of a channel, such as incidents')
    .transform((name) => name.replace(/^#/, ''))
    .default('incidents')
    .describe('The channel in which incidents are announced'),
  INCIDENT_TIMEZONE: zone
    .optional()
    .describe("The time zone of new incidents, such as `America/Los_Angeles`; else that of the person's Slack profile"),
  SLASH_COMMAND: text(/^\/?[a-z0-9_-]{1,31}$/, 'write the command as in the manifest of your app, such as /incident')
    .transform((name) => `/${name.replace(/^\//, '')}`)
    .default('/incident')
    .describe('The slash command, as in the manifest of your app'),
  CAPTURE: choice('all', 'marked')
    .default('all')
    .describe("What is kept of an incident channel's messages: `all`, or only what is `marked`"),
  DELETED: choice('forget', 'keep')
    .default('forget')
    .describe('The words of a message that is on no timeline, once it is deleted in Slack: `forget` or `keep`'),
  RETENTION_DAYS: z
    .string()
    .regex(/^(\d{1,5}|never)$/i, keptDays)
    .transform((typed) => (/never/i.test(typed) ? 0 : Number(typed)))
    .default(90)
    .describe(
      'How many days after an incident is over, or after its document is final, words of messages that are on no timeline are kept; `0` or `never`: for ever',
    ),
  NAMES: choice('names', 'roles', 'none')
    .default('names')
    .describe('Who is named in a postmortem: `names`, `roles` or `none`'),
  ADMINS: z
    .string()
    .transform((typed) => typed.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^[UW][A-Z0-9]{2,}$/, memberIds)))
    .default([])
    .describe(
      "Debrief's administrators, by their member ids (`U…`, with commas): they may `redact`, and what `CONFIG` says",
    ),
  CONFIG: z
    .string()
    .optional()
    .describe(
      'A settings file: severities, roles, reactions, wording, permissions; see [debrief.example.yml](debrief.example.yml)',
    ),
  LOG_LEVEL: choice('fatal', 'error', 'warn', 'info', 'debug', 'trace')
    .default('info')
    .describe('How much is logged: `fatal`, `error`, `warn`, `info`, `debug` or `trace`'),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "write an http address, or leave it out for Slack's own" })
    .transform((url) => url.replace(/\/?$/, '/'))
    .default('https://slack.com/api/')
    .describe("Where Slack's Web API is: for tests and for the sandbox"),
});

const neither = `${appToken}. For HTTP instead of Socket Mode, set SLACK_SIGNING_SECRET`;

/** Enough to start the bot. */
export const botEnvironment = environment.refine(
  ({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined,
  { path: ['SLACK_APP_TOKEN'], error: neither, when: () => true },
);

/** The same as a table: README's is tested against it. */
export const variables: readonly { name: string; fallback: string | undefined; what: string }[] = Object.entries(
  environment.shape,
).map(([name, schema]) => ({ name, fallback: fallbackOf(schema), what: schema.description ?? '' }));

function fallbackOf(schema: z.ZodType): string | undefined {
  const read = schema.safeParse(undefined);
  const value: unknown = read.success ? read.data : undefined;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? undefined : String(value);
}
