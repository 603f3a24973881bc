import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { type Slack, startSlack } from './slack/slack.ts';
import { type Subject, startSubject } from './subject.ts';

export type Transport = 'http' | 'socket';

/** An app and the Slack that talks to it. */
export type Pair = { readonly slack: Slack; readonly app: Subject; readonly database: string };

export type Workshop = {
  readonly quick: boolean;
  /** A folder of one's own. */
  readonly folder: () => string;
  /** What makes every flush two milliseconds slower; undefined where that cannot be done. */
  readonly slowFlush: Readonly<Record<string, string>> | undefined;
  readonly say: (line: string) => void;
  /** A Slack by itself, for several apps one after the other. */
  readonly slack: () => Promise<Slack>;
  /** The bot, or a reference, with a Slack of its own; both are stopped after the bench. */
  readonly pair: (file: string, transport: Transport, more?: PairOptions) => Promise<Pair>;
  readonly clear: () => Promise<void>;
};

export type PairOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly database?: string;
  /** Goes on with the Slack of an earlier start. */
  readonly slack?: Slack;
};

/** What `npm start` runs, and with which flags. */
const [, ...started] = manifest.scripts.start.split(' ');
export const bot = started.pop() ?? '';
export const bolt = 'bench/references/bolt.ts';
export const durable = 'bench/references/durable.ts';
export const nobody = 'bench/references/nobody.ts';

type Given = Pick<Workshop, 'quick' | 'slowFlush' | 'say'> & { readonly home: string };

/** Where things are set up and cleared away. */
export const openWorkshop = ({ home, ...given }: Given): Workshop => {
  const stops: (() => unknown)[] = [];
  const folder = (): string => mkdtempSync(join(home, 'run-'));
  const open = async (): Promise<Slack> => {
    const slack = await startSlack();
    stops.push(slack.stop);
    return slack;
  };
  return {
    ...given,
    folder,
    slack: open,
    pair: async (file, transport, { env = {}, flags = [], database = join(folder(), 'debrief.db'), slack } = {}) => {
      const its = slack ?? (await open());
      const about = await its.ask('about');
      const app = await startSubject(
        file,
        {
          SLACK_BOT_TOKEN: about.botToken,
          SLACK_API_URL: about.apiUrl,
          DATABASE_URL: `file:${database}`,
          ...(transport === 'http'
            ? { SLACK_SIGNING_SECRET: about.signingSecret, PORT: '0' }
            : { SLACK_APP_TOKEN: about.appToken }),
          ...env,
        },
        [...(file === bot ? started : []), ...flags],
      );
      stops.push(() => app.stop());
      if (app.url) await its.ask('deliverTo', app.url);
      return { slack: its, app, database };
    },
    clear: async () => {
      for (const stop of stops.splice(0).toReversed()) await stop();
    },
  };
};
