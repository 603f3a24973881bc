import type { Entry } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { type Act, type Asking, checkMay } from '../../incident/permissions.ts';
import type { Decision } from '../../logbook.ts';
import type { Ask } from './verb.ts';

/** Refuses what the settings do not let this person do. */
export const checkPermitted = (ask: Ask, act: Act, incident: Incident, entry?: Entry): void =>
  checkMay(act, incident, askingOf(ask, incident), entry);

/** Who asks, and whether they are in the incident's channel: it can be asked about from elsewhere, too. */
export const askingOf = ({ desk, who, channel: here }: Ask, { channel }: Incident): Asking => {
  const { permissions, admins } = desk.config;
  const hasNone = !channel || channel.deleted === true;
  const isIn = hasNone || here === channel.id || desk.people.isMember(channel.id, who.id);
  return { who, isIn, permissions, admins };
};

/** The decision of somebody who may: asked where it is decided, since the lead may have changed. */
export const permitted =
  (ask: Ask, act: Act, decide: Decision): Decision =>
  (incident, ...rest) => {
    checkPermitted(ask, act, incident);
    return decide(incident, ...rest);
  };
