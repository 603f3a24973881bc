import type { Person } from '../incident/entry.ts';
import type { Incident } from '../incident/incident.ts';
import { type MilestoneName, milestones } from '../incident/milestones.ts';
import type { Missing } from './value.ts';

type Part =
  | 'severity'
  | 'lead'
  | 'start'
  | 'end'
  | 'impact'
  | 'impact figures'
  | 'detection'
  | 'detection how'
  | 'root cause'
  | 'resolution'
  | 'improvements'
  | 'tasks';

export type Wanted = (part: Part) => Missing;

/** What to say of a part that nobody has told: the person to ask is whoever was nearest to it, else the lead, else who opened the incident. */
export const wantedIn = (incident: Incident, command: string, isAskable: (person: Person) => boolean): Wanted => {
  const reached = milestones(incident);
  const authorOf = (...names: MilestoneName[]) => names.map((name) => reached[name]?.entry.author);
  const nearest = (...people: (Person | undefined)[]): { ask?: Person } => {
    const ask = [...people, incident.roles.lead, incident.openedBy].find(
      (person) => person !== undefined && isAskable(person),
    );
    return ask ? { ask } : {};
  };
  const entry = reached.detected;
  return (part) => {
    const say = (why: string, line: string, ...people: (Person | undefined)[]): Missing => ({
      what: part,
      why,
      command: `${command} ${line}`,
      ...nearest(...people),
    });
    switch (part) {
      case 'severity':
        return say('no severity was set', 'severity sev2');
      case 'lead':
        return say('nobody was named as lead', 'lead @name');
      case 'start':
        return say('no entry says when the impact began', 'started 14:00 …', ...authorOf('detected', 'identified'));
      case 'end':
        return say('the incident is not resolved', 'resolve 15:30 …');
      case 'impact':
        return say('nobody wrote who was hurt, and how', 'impact …', incident.roles.comms);
      case 'impact figures':
        return say('no share and no number of users is given', 'impact ~40% of users …', incident.roles.comms);
      case 'detection':
        return say('no entry says when it was noticed', 'detected 14:00 …');
      case 'detection how':
        return say('no entry says who or what noticed it', 'detected 14:00 monitoring: …', entry?.entry.author);
      case 'root cause':
        return say('nobody wrote the root cause', 'cause …', ...authorOf('identified', 'mitigated'));
      case 'resolution':
        return say('nobody wrote what fixed it', 'fix …', ...authorOf('mitigated', 'resolved'));
      case 'improvements':
        return say('no improvement was written', 'improve …');
      case 'tasks':
        return say('no task was made', 'task …');
    }
  };
};
