import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Incident } from '../incident/incident.ts';
import type { Log } from '../log.ts';
import type { Logbook } from '../logbook.ts';
import type { Intent } from './intents.ts';
import type { WriteDocuments } from './listeners/document.ts';
import type { People } from './people.ts';
import type { Trouble } from './surfaces/troubles.ts';
import type { Uploads } from './uploads.ts';

/** Who we are in Slack. Known from an earlier start, or from the first `auth.test` that succeeds. */
export type Self = {
  readonly team: string;
  /** `https://acme.slack.com/`, with the slash. */
  readonly teamUrl: string;
  readonly user: string;
  readonly bot: string;
};

/** What every listener finds on its desk. */
export type Desk = {
  readonly logbook: Logbook;
  readonly people: People;
  readonly config: Config;
  readonly now: () => Date;
  readonly log: Log;
  /** No retries, 10 s timeout: for what a person waits for. */
  readonly client: WebClient;
  /** Undefined only until Slack has answered for the first time in the life of this database. */
  readonly self: () => Self | undefined;
  /** Keeps what somebody asked for until it is done, across a restart. Committed when it resolves; false if it is kept already. */
  readonly intend: (intent: Intent) => Promise<boolean>;
  /** Who does what was intended. It may be called again for the same intent: after a failure, or a restart. */
  readonly carryOut: (handler: (intent: Intent) => Promise<void>) => void;
  /** Puts right what Slack shows of an incident. */
  readonly converge: (incident: string) => Promise<void>;
  /** Whether Slack shows nothing any more of what was destroyed up to this entry. */
  readonly isCleared: (incident: string, seq: number) => Promise<boolean>;
  /** Why Slack does not show an incident as it should, if so: for who writes in its channel. */
  readonly delay: (incident: Incident) => string | undefined;
  /** Hears what Slack does not let us show, when it begins. */
  readonly onTrouble: (listener: (incident: string, trouble: Trouble) => void) => void;
  readonly meta: Meta;
  /** Takes destroyed words out of the database's files; false while something still reads an older state. It is tried again. */
  readonly scrub: () => boolean;
  readonly writeDocuments: WriteDocuments;
  readonly uploads: Uploads;
};

/** What Debrief notes about itself. */
export type Meta = {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string) => Promise<void>;
  /** What is under the keys from the first on, up to before the second. */
  readonly forget: (from: string, until: string) => Promise<void>;
};
