import type { z } from 'zod';
import { reactions, roles, type Severity, severities } from './defaults.ts';
import { botEnvironment, environment } from './environment.ts';

/** A setting is missing or wrong. Its message is one line that names the variable and says how to get it; it never holds a value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type Config = {
  readonly botToken: string;
  readonly transport: { type: 'socket'; appToken: string } | { type: 'http'; signingSecret: string };
  /** In Socket Mode nothing listens unless it is set. */
  readonly port?: number;
  readonly database: string;
  readonly incidentsChannel: string;
  readonly zone?: string;
  /** With its slash. */
  readonly command: string;
  readonly capture: 'all' | 'marked';
  readonly deleted: 'forget' | 'keep';
  readonly names: 'names' | 'roles' | 'none';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** Ends in a slash. */
  readonly apiUrl: string;
  readonly severities: readonly Severity[];
  readonly roles: readonly string[];
  readonly reactions: typeof reactions;
};

/** What the bot needs to know, from the environment. Throws a ConfigError. */
export const readConfig = (env: Environment): Config => {
  const read = check(botEnvironment, env);
  const { SLACK_APP_TOKEN: token, SLACK_SIGNING_SECRET: secret } = read;
  return {
    botToken: read.SLACK_BOT_TOKEN,
    transport:
      token === undefined ? { type: 'http', signingSecret: secret ?? '' } : { type: 'socket', appToken: token },
    port: read.PORT ?? (token === undefined ? 3000 : undefined),
    database: read.DATABASE_URL,
    incidentsChannel: read.INCIDENTS_CHANNEL,
    zone: read.INCIDENT_TIMEZONE,
    command: read.SLASH_COMMAND,
    capture: read.CAPTURE,
    deleted: read.DELETED,
    names: read.NAMES,
    logLevel: read.LOG_LEVEL,
    apiUrl: read.SLACK_API_URL,
    severities,
    roles,
    reactions,
  };
};

/** What the command line needs to read and write documents: no token. Throws a ConfigError. */
export const readFileConfig = (env: Environment): Pick<Config, 'database' | 'names' | 'command' | 'severities'> => {
  const needed = environment.pick({ DATABASE_URL: true, NAMES: true, SLASH_COMMAND: true });
  const read = check(needed, env);
  return { database: read.DATABASE_URL, names: read.NAMES, command: read.SLASH_COMMAND, severities };
};

/** What keeps the bot from starting, a line for each variable. */
export const configProblems = (env: Environment): string[] =>
  botEnvironment.safeParse(present(env)).error?.issues.map((issue) => lineOf(issue, env)) ?? [];

const check = <T>(schema: z.ZodType<T>, env: Environment): T => {
  const { data, error } = schema.safeParse(present(env));
  if (data !== undefined) return data;
  throw new ConfigError(error?.issues.map((issue) => lineOf(issue, env))[0]);
};

/** A variable that is set to nothing (as Compose files do) is not set. */
const present = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));

const lineOf = ({ path, message }: z.core.$ZodIssue, env: Environment): string => {
  const name = String(path[0]);
  return `${name} is ${env[name]?.trim() ? 'not right' : 'not set'}: ${message}.`;
};
