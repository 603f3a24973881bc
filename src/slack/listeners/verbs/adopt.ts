import { subDays } from 'date-fns/subDays';
import { checkTitle } from '../../../incident/lifecycle.ts';
import { refuse } from '../../../incident/refusal.ts';
import { readWhen } from '../../../incident/when.ts';
import { refuseAdopted } from '../adoption.ts';
import { type Opening, readOpening } from '../opening.ts';
import { typing } from '../receipt.ts';
import type { Ask, Verb } from '../verb.ts';

/** What the channel is, and what is in it, only Slack knows: so it is kept, and the person is asked a moment later. */
export const adopt: Verb = {
  name: 'adopt',
  usage: 'adopt <title> [since <when>]',
  help: 'Make this channel an incident, and read what was said in it: a day back unless told otherwise',
  where: 'anywhere',
  run: async (ask) => {
    if (!/^[CG]/.test(ask.channel)) refuse('A direct message cannot become an incident: only a channel can.');
    await refuseAdopted(ask, ask.channel);
    const { title, since, ...opening } = readAdoption(ask);
    await ask.intend({ does: 'adopt', ...opening, title, since: +since });
    return { text: 'Received: Debrief looks at the channel, and asks you here before anything is read.' };
  },
};

type Adoption = Omit<Opening, 'private'> & { readonly since: Date };

const readAdoption = (ask: Ask): Adoption => {
  const { private: isPrivate, title: typed = '', ...opening } = readOpening(ask);
  if (isPrivate) refuse('A channel that is adopted stays public or private, as it is. Leave out --private.');
  const [, title = '', when = ''] = /^(.*?)\s*\bsince[:,]?\s+((?:(?!\bsince\b).)+)$/i.exec(typed) ?? [];
  const since = when && readSince(ask, opening.zone, when);
  const named = since ? title : typed;
  if (named === '') refuse(`An incident needs a title: ${typing(ask, 'adopt <title> since 14:00')}.`);
  return { ...opening, title: checkTitle(named), since: since || subDays(ask.now, 1) };
};

/** A time, or a day from its beginning; undefined for words that are none: they are part of the title. */
const readSince = ({ now, writerZone }: Ask, zone: string, typed: string): Date | undefined => {
  const context = { now, zone, ...(writerZone && { writerZone }) };
  const midnight = `${typed} 00:00`;
  for (const text of [typed, midnight]) {
    const { when, rest } = readWhen(text, context);
    if (when && rest.trim() === '') return when.at;
  }
  return undefined;
};
