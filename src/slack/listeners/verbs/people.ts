import { refuse } from '../../../incident/refusal.ts';
import { assignRole, leaveRole } from '../../../incident/roles.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { command, receipt, typing } from '../receipt.ts';
import { readMention } from '../typed-line.ts';
import type { Answer, IncidentAsk, Verb } from '../verb.ts';

const give = async (ask: IncidentAsk, role: string, text: string): Promise<Answer> => {
  const typed = text.trim();
  if (typed === '') {
    const holder = ask.incident.roles[role];
    return {
      text: holder
        ? `${mrkdwn(role)}: ${mrkdwn(holder.name)}`
        : `Nobody is ${mrkdwn(role)} yet: ${command(ask, `${role === 'lead' ? 'lead' : `role ${role}`} @ana`)}.`,
    };
  }
  if (/^(nobody|no one|none)$/i.test(typed))
    return receipt(ask, await ask.record(ask.incident.id, leaveRole(role)), `${role}: nobody any more`);
  const isMe = /^@?(me|myself)\b/i.test(typed);
  const user = readMention(typed);
  if (!user && !isMe)
    return refuse(
      `Who? Mention them, or say \`me\` or \`nobody\`: ${typing(ask, `${role === 'lead' ? 'lead' : `role ${role}`} @ana`)}.`,
    );
  const person = user ? ask.desk.people.person(user) : ask.who;
  const recorded = await ask.record(ask.incident.id, assignRole(role, person));
  return receipt(ask, recorded, `${mrkdwn(role)}: ${mrkdwn(person.name)}`);
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
  usage: 'role <role> [@ben | me | nobody]',
  help: 'Who has a role: lead, comms, scribe, or what is configured',
  where: 'incident',
  run: async (ask) => {
    // One that is configured no longer is there as long as somebody has it.
    const roles = [...new Set([...ask.desk.config.roles, ...Object.keys(ask.incident.roles)])];
    const [, typed = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(ask.rest) ?? [];
    if (typed === '') {
      const held = roles.map((each) => `${each}: ${mrkdwn(ask.incident.roles[each]?.name ?? 'nobody yet')}`);
      return { text: held.join('\n') };
    }
    const name = roles.find((each) => each === typed.toLowerCase());
    if (!name) return refuse(`There is no role ${ask.words(typed).text}: there are ${roles.join(', ')}.`);
    return give(ask, name, rest);
  },
};
