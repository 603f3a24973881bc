import { refuse } from '../../../incident/refusal.ts';
import { assignRole } from '../../../incident/roles.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { command, receipt } from '../receipt.ts';
import { readMention } from '../typed-line.ts';
import type { Answer, IncidentAsk, Verb } from '../verb.ts';

const give = async (ask: IncidentAsk, role: string, text: string): Promise<Answer> => {
  const { user, rest } = readMention(text);
  const isMe = /^(me|myself|i)$/i.test(rest.trim());
  if (!user && !isMe && rest.trim() !== '')
    return refuse(`Who? Mention them, or say me: ${command(ask, `role ${role} @ana`)}.`);
  if (!user && !isMe) {
    const holder = ask.incident.roles[role];
    return {
      text: holder
        ? `${mrkdwn(role)}: ${mrkdwn(holder.name)}`
        : `Nobody is ${mrkdwn(role)} yet: ${command(ask, `role ${role} @ana`)}.`,
    };
  }
  const person = user ? ask.desk.people.person(user) : ask.who;
  const recorded = await ask.record(ask.incident.id, assignRole(role, person));
  return receipt(ask, recorded, `${role}: ${mrkdwn(person.name)}`);
};

export const lead: Verb = {
  name: 'lead',
  usage: 'lead [@ana | me]',
  help: 'Who leads',
  where: 'incident',
  run: (ask) => give(ask, 'lead', ask.rest),
};

export const role: Verb = {
  name: 'role',
  usage: 'role <role> [@ben | me]',
  help: 'Who has a role: lead, comms, scribe',
  where: 'incident',
  run: async (ask) => {
    const { roles } = ask.desk.config;
    const [, name = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(ask.rest) ?? [];
    if (name === '') {
      const held = roles.map((each) => `${each}: ${mrkdwn(ask.incident.roles[each]?.name ?? 'nobody yet')}`);
      return { text: held.join('\n') };
    }
    if (!roles.includes(name.toLowerCase()))
      return refuse(`There is no role ${ask.words(name).text}: there are ${roles.join(', ')}.`);
    return give(ask, name.toLowerCase(), rest);
  },
};
