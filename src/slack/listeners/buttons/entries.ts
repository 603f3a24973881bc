import { z } from 'zod';
import { momentOf, takeBack, unhideEntry } from '../../../incident/corrections.ts';
import { momentKinds } from '../../../incident/entry.ts';
import { ruleOutBy } from '../../../incident/moments.ts';
import { refuse } from '../../../incident/refusal.ts';
import { clockLabel, shortDay } from '../../../incident/zone.ts';
import { entryForm } from '../../blocks/forms/entry.ts';
import { timelineBlocks } from '../../blocks/timeline.ts';
import { askAbout } from '../addressed.ts';
import { checkNotRedacted, checkOwn, correct, takeOff } from '../corrections.ts';
import { askToRedact } from '../redaction.ts';
import { incidentAt } from '../sight.ts';
import type { Answer, Ask } from '../verb.ts';
import { type Buttons, readAbout } from './pressed.ts';

/** Buttons about one entry of the timeline. */
export const entryButtons: Buttons = {
  timeline_page: {
    press: async (ask, value) => {
      const { incident, until } = readAbout(value, {});
      const text = 'The timeline';
      return { text, blocks: timelineBlocks(await incidentAt(ask, incident), until), replaces: true };
    },
    outsiders: true,
  },
  entry_menu: { press: (ask, value) => chooseInMenu(ask, menuValue.parse(JSON.parse(value))), outsiders: true },
  entry_edit: {
    press: async (ask, value) => {
      const { incident, number = refuse('Which entry?') } = readAbout(value, {});
      return chooseInMenu(ask, ['edit', incident, number]);
    },
    outsiders: true,
  },
  retime: { press: (ask, value) => retime(ask, value), outsiders: true },
  entry_mine: { press: (ask, value) => insist(ask, value), outsiders: true },
  entry_unhide: { press: (ask, value) => putBack(ask, value), outsiders: true },
  take_theirs: { press: (ask, value) => giveWay(ask, value), outsiders: true },
  end_at: { press: (ask, value) => retime(ask, value) },
  rule_out: {
    press: async (ask, value) => {
      const { incident, verdict, about } = readAbout(value, { verdict: z.number(), about: z.number() });
      const now = await incidentAt(ask, incident);
      checkOwn(ask, now, momentOf(now, verdict));
      await ask.record(now.id, ruleOutBy(verdict, about));
      return { text: `#${verdict} rules out #${about}.`, replaces: true };
    },
    outsiders: true,
  },
};

const menuValue = z.tuple([z.enum(['edit', 'hide', 'redact']), z.string(), z.number()]);

const chooseInMenu = async (pressed: Ask, [act, id, number]: z.infer<typeof menuValue>): Promise<Answer> => {
  const incident = await incidentAt(pressed, id);
  const ask = askAbout(pressed, incident);
  if (act === 'redact') return askToRedact(ask, incident, { type: 'number', number });
  checkOwn(ask, incident, momentOf(incident, number));
  const { command } = ask.desk.config;
  if (act === 'edit')
    return {
      text: `Type it instead: \`${command} edit #${number} 14:05 …\`.`,
      form: entryForm(incident, number),
    };
  return takeOff(ask, id, number);
};

/** Puts the time of an entry right: to an instant, to the same clock in another zone, or to none at all. */
const retime = async (ask: Ask, value: string): Promise<Answer> => {
  const fix = readAbout(value, {
    at: z.coerce.date().optional(),
    words: z.string().optional(),
    seen: z.number().optional(),
  });
  const incident = await incidentAt(ask, fix.incident);
  const { number = refuse('The button does not say which entry it is about.') } = fix;
  const moment = momentOf(incident, number);
  checkOwn(ask, incident, moment);
  const { now } = ask;
  const { seen, words } = fix;
  if (words !== undefined) checkNotRedacted(moment);
  const at = fix.at ?? (words === undefined ? refuse('The button does not say which time.') : moment.entry.recordedAt);
  const answer = await correct(ask, incident.id, number, { at, words, seen });
  const time = `${shortDay(at, incident.zone, now)} ${clockLabel(at, incident.zone)}`;
  const text = `#${number} is at ${time}${words === undefined ? '' : ', with all its words'}.`;
  return { ...(answer.blocks ? answer : { text }), replaces: true };
};

/** What was typed overwrites what somebody else said meanwhile. */
const insist = async (ask: Ask, value: string): Promise<Answer> => {
  const {
    incident: id,
    number = refuse('Which entry?'),
    ...wanted
  } = readAbout(value, {
    at: z.coerce.date().optional(),
    kind: z.enum(momentKinds).optional(),
    words: z.string().optional(),
    seen: z.number(),
  });
  const incident = await incidentAt(ask, id);
  checkOwn(ask, incident, momentOf(incident, number));
  checkNotRedacted(momentOf(incident, number));
  return { ...(await correct(ask, id, number, wanted)), replaces: true };
};

const giveWay = async (ask: Ask, value: string): Promise<Answer> => {
  const { incident: id, number = refuse('Which entry?'), change } = readAbout(value, { change: z.number() });
  const incident = await incidentAt(ask, id);
  checkOwn(ask, incident, momentOf(incident, number));
  await ask.record(id, takeBack(number, change));
  return { text: `#${number} reads as it did before yours.`, replaces: true };
};

const putBack = async (ask: Ask, value: string): Promise<Answer> => {
  const { incident: id, number = refuse('Which entry?') } = readAbout(value, {});
  const incident = await incidentAt(ask, id);
  checkOwn(ask, incident, momentOf(incident, number));
  await ask.record(id, unhideEntry(number));
  return { text: `#${number} is on the timeline again.`, replaces: true };
};
