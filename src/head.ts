import type { Incident } from './incident/incident.ts';

/** What lists, lookups and the start need to know of an incident without reading its log. Written with every append. */
export type Head = {
  readonly id: string;
  readonly number: number;
  readonly team: string;
  readonly channel: string | null;
  readonly title: string;
  readonly status: string;
  readonly severity: string | null;
  readonly private: boolean;
  readonly test: boolean;
  /** Milliseconds UTC. */
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly lastSeq: number;
  readonly lastHash: string;
};

/** Which of them; all of this must be so. */
export type WhichHeads = {
  readonly team?: string;
  readonly open?: boolean;
  /** Open, or over for less than a day when the last one ended: in Slack something may be left to do about it. */
  readonly live?: boolean;
  readonly private?: boolean;
  /** In the title or in the log, each of them. */
  readonly words?: string;
};

export const headOf = (incident: Incident, lastHash: string): Head => ({
  id: incident.id,
  number: incident.number,
  team: incident.team,
  channel: incident.channel?.id ?? null,
  title: incident.title,
  status: incident.status,
  severity: incident.severity ?? null,
  private: incident.private,
  test: incident.test,
  openedAt: +(incident.openedAt ?? 0),
  resolvedAt: incident.resolvedAt ? +incident.resolvedAt : null,
  lastSeq: incident.seq,
  lastHash,
});
