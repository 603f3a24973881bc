import type { Entry } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { type Act, checkMay } from '../../incident/permissions.ts';
import type { Decision } from '../../logbook.ts';
import type { Ask } from './verb.ts';

/** Refuses what the settings do not let this person do. */
export const checkPermitted = ({ desk, who }: Ask, act: Act, incident: Incident, entry?: Entry): void => {
  const { permissions, admins } = desk.config;
  checkMay(act, incident, { who, permissions, admins }, entry);
};

/** The decision of somebody who may: asked where it is decided, since the lead may have changed. */
export const permitted =
  (ask: Ask, act: Act, decide: Decision): Decision =>
  (incident, ...rest) => {
    checkPermitted(ask, act, incident);
    return decide(incident, ...rest);
  };
