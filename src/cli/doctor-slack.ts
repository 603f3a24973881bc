import { LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { type Config, ConfigError, type Environment, readConfig } from '../config.ts';
import type { Finding } from './doctor.ts';
import { checkRooms } from './doctor-rooms.ts';
import { wantedScopes } from './manifest.ts';

/** Asks Slack, when there are tokens to ask with. */
export const checkSlack = async (env: Environment): Promise<Finding[]> => {
  const config = configOf(env);
  if (!config) return [];
  const client = clientOf(config.botToken, config);
  const [bot, channel, rooms, socket] = await Promise.all([
    findings('SLACK_BOT_TOKEN', () => checkBot(client)),
    findings('incidents channel', () => checkChannel(client, config.incidentsChannel)),
    findings('channels', () => checkRooms(client, config.database)),
    findings('SLACK_APP_TOKEN', () => checkSocket(config)),
  ]);
  return [...bot, ...channel, ...rooms, ...socket];
};

const configOf = (env: Environment): Config | undefined => {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return undefined; // told already
    throw error;
  }
};

const clientOf = (token: string, { apiUrl }: Config): WebClient =>
  new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    timeout: 10_000,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });

const checkBot = async (client: WebClient): Promise<Finding[]> => {
  const { team, user, response_metadata: about } = await client.auth.test();
  const granted = about?.scopes ?? [];
  const wanted = await wantedScopes();
  const lacking = wanted.filter((scope) => !granted.includes(scope));
  const fix = `${lacking.join(', ')}. Paste manifest.yml (\`debrief manifest\`) into your app and install it again`;
  const scopes =
    lacking.length > 0 ? { what: 'scopes', fix } : { what: `scopes: all ${wanted.length} of the manifest are granted` };
  return [{ what: `Slack: connected to ${team} as ${user}` }, scopes];
};

const checkChannel = async (client: WebClient, name: string): Promise<Finding[]> => {
  const types = 'public_channel,private_channel';
  for await (const page of client.paginate('conversations.list', { types, exclude_archived: true, limit: 1000 })) {
    const channels = 'channels' in page && Array.isArray(page.channels) ? page.channels : [];
    const channel = channels.find((each) => each.name === name);
    if (channel?.is_private && !channel.is_member)
      return [{ what: 'incidents channel', fix: `#${name} is private. Invite Debrief there` }];
    if (channel) return [{ what: `incidents channel: #${name} is there` }];
  }
  return [{ what: 'incidents channel', fix: `there is no #${name}. Make it, or set INCIDENTS_CHANNEL` }];
};

const checkSocket = async (config: Config): Promise<Finding[]> => {
  if (config.transport.type !== 'socket') return [];
  await clientOf(config.transport.appToken, config).apps.connections.open();
  return [{ what: 'Socket Mode: Slack gives a connection' }];
};

const findings = async (what: string, check: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await check();
  } catch (error) {
    if (error instanceof WebAPIPlatformError)
      return [
        { what, fix: `Slack refuses it (${error.data.error}). Copy the token anew from https://api.slack.com/apps` },
      ];
    return [{ what, fix: `Slack cannot be reached: ${error instanceof Error ? error.message : error}` }];
  }
};
