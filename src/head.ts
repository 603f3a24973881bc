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
