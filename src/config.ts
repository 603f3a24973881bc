import type { z } from 'zod';
import { botEnvironment, environment, memberIds } from './environment.ts';
import type { Settings } from './settings.ts';
import { readSettingsFile, SettingsError } from './settings-file.ts';

/** A setting is missing or wrong. Its message is a line that names the variable (or each place in the file) and says how to get it; it never holds a value. */
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
  /** 0: for ever. */
  readonly retentionDays: number;
  readonly names: 'names' | 'roles' | 'none';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** Ends in a slash. */
  readonly apiUrl: string;
  /** Ids of people. */
  readonly admins: readonly string[];
} & Settings;

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
    retentionDays: read.RETENTION_DAYS,
    names: read.NAMES,
    logLevel: read.LOG_LEVEL,
    apiUrl: read.SLACK_API_URL,
    admins: read.ADMINS,
    ...checkAdmins(readSettings(read.CONFIG), read.ADMINS),
  };
};

/** What the command line needs to work on the database: no token. Throws a ConfigError. */
export const readFileConfig = (
  env: Environment,
): Pick<Config, 'database' | 'names' | 'command' | 'zone' | 'capture' | 'deleted'> & Settings => {
  const read = check(environment.pick(ofTheFile), env);
  return {
    database: read.DATABASE_URL,
    names: read.NAMES,
    command: read.SLASH_COMMAND,
    zone: read.INCIDENT_TIMEZONE,
    capture: read.CAPTURE,
    deleted: read.DELETED,
    ...readSettings(read.CONFIG),
  };
};

const ofTheFile = {
  DATABASE_URL: true,
  NAMES: true,
  SLASH_COMMAND: true,
  INCIDENT_TIMEZONE: true,
  CAPTURE: true,
  DELETED: true,
  CONFIG: true,
} as const;

/** What keeps the bot from starting, a line for each variable and each place in the settings file. */
export const configProblems = (env: Environment): string[] => {
  const problems = botEnvironment.safeParse(present(env)).error?.issues.map((issue) => lineOf(issue, env)) ?? [];
  return [...problems, ...settingsProblems(env)];
};

const settingsProblems = (env: Environment): readonly string[] => {
  try {
    const { CONFIG, ADMINS } = environment
      .pick({ CONFIG: true, ADMINS: true })
      .catch({ ADMINS: [] })
      .parse(present(env));
    checkAdmins(readSettings(CONFIG), ADMINS);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
};

const readSettings = (path: string | undefined): Settings => {
  try {
    return readSettingsFile(path);
  } catch (error) {
    if (error instanceof SettingsError) throw new ConfigError(error.message);
    throw error;
  }
};

/** What nobody can do is a mistake. */
const checkAdmins = (settings: Settings, admins: readonly string[]): Settings => {
  const { permissions } = settings;
  const nobodys = Object.entries(permissions).filter(([, whom]) => whom.every((each) => each === 'admins'));
  if (admins.length > 0 || nobodys.length === 0) return settings;
  const acts = nobodys.map(([act]) => `permissions.${act}`).join(', ');
  throw new ConfigError(`ADMINS is not set, and nobody else may do what CONFIG says in ${acts}: ${memberIds}.`);
};

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
