import type { Entry } from '../incident/entry.ts';
import { forward, type Incident, unheardOf } from '../incident/incident.ts';
import { botsIn } from './names.ts';

/** What a document is compiled from: the log as it stands, and who in it only acted as a program. */
export type Telling = { readonly incident: Incident; readonly bots: ReadonlySet<string> };

export const untold = (id: string): Telling => ({ incident: unheardOf(id), bots: new Set() });

export const tellingOf = (log: readonly Entry[]): Telling => continued(untold(log[0]?.incident ?? ''), log);

/** The same with what was written since. */
export const continued = (telling: Telling, news: readonly Entry[]): Telling =>
  news.length === 0 ? telling : { incident: forward(telling.incident, news), bots: telling.bots.union(botsIn(news)) };
