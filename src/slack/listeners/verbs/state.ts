import { type Status, statuses } from '../../../incident/entry.ts';
import { checkTitle, rename as renameIncident, setZone } from '../../../incident/lifecycle.ts';
import { refuse } from '../../../incident/refusal.ts';
import { readSeverity } from '../../../incident/severities.ts';
import { setSeverity, setStatus } from '../../../incident/status.ts';
import { parseZone } from '../../../incident/zone.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { command, receipt } from '../receipt.ts';
import type { IncidentAsk, Verb } from '../verb.ts';

const split = ({ rest }: IncidentAsk): { first: string; why: string } => {
  const [, first = '', why = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  return { first: first.toLowerCase().replace(/[:,]$/, ''), why };
};
const reason = (ask: IncidentAsk, why: string) => (why.trim() === '' ? undefined : ask.words(why));

export const severity: Verb = {
  name: 'severity',
  aliases: ['sev'],
  usage: 'severity sev2 [why]',
  help: 'How bad it is',
  where: 'incident',
  run: async (ask) => {
    const names = ask.desk.config.severities.map(({ name }) => name);
    const { first, why } = split(ask);
    if (first === '') {
      const how = names.map((name) => command(ask, `severity ${name}`)).join(', ');
      return { text: `The severity is ${ask.incident.severity ?? 'not set'}. To set it: ${how}.` };
    }
    const typed = ask.words(first).text;
    const name = readSeverity(typed, names) ?? typed;
    const recorded = await ask.record(ask.incident.id, setSeverity(name, reason(ask, why), names));
    return receipt(ask, recorded, `severity ${name}`);
  },
};

export const status: Verb = {
  name: 'status',
  usage: 'status <status> [why]',
  help: 'Where we are: investigating, identified, monitoring',
  where: 'incident',
  run: async (ask) => {
    const { first, why } = split(ask);
    const { number, status: now, severity: sev, roles } = ask.incident;
    if (first === '') {
      const lead = roles.lead ? `lead ${mrkdwn(roles.lead.name)}` : 'no lead yet';
      return { text: `INC-${number} is ${now}, ${sev ?? 'severity not set'}, ${lead}.` };
    }
    const wanted = statuses.find((each): each is Status => each === (first === 'mitigated' ? 'monitoring' : first));
    if (!wanted)
      return refuse(
        `There is no status ${ask.words(first).text}: there are investigating, identified and monitoring; \`resolve\` and \`cancel\` end it.`,
      );
    return receipt(ask, await ask.record(ask.incident.id, setStatus(wanted, reason(ask, why))), `status ${wanted}`);
  },
};

export const rename: Verb = {
  name: 'rename',
  usage: 'rename <title>',
  help: 'Another title',
  where: 'incident',
  run: async (ask) => {
    const { id, number, title } = ask.incident;
    if (ask.rest.trim() === '') return { text: `INC-${number} is called: ${mrkdwn(title, 2_000)}` };
    const recorded = await ask.record(id, renameIncident(checkTitle(ask.words(ask.rest).text)));
    return receipt(ask, recorded, `renamed: ${mrkdwn(recorded.incident.title, 2_000)}`);
  },
};

export const timezone: Verb = {
  name: 'timezone',
  aliases: ['tz'],
  usage: 'timezone Area/City',
  help: 'In which zone times are read and printed',
  where: 'incident',
  run: async (ask) => {
    const typed = ask.rest.trim();
    if (typed === '')
      return { text: `Times are in ${ask.incident.zone}. To change it: ${command(ask, 'timezone Europe/Berlin')}.` };
    const zone = parseZone(ask.words(typed).text);
    return receipt(ask, await ask.record(ask.incident.id, setZone(zone)), `time zone ${zone}`);
  },
};
