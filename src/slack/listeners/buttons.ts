import type { App, BlockAction } from '@slack/bolt';
import { z } from 'zod';
import { editEntry, hideEntry } from '../../incident/corrections.ts';
import { sections as sectionNames } from '../../incident/entry.ts';
import { ruleOutBy } from '../../incident/moments.ts';
import { refuse } from '../../incident/refusal.ts';
import { remove } from '../../incident/sections.ts';
import { finishTask } from '../../incident/tasks.ts';
import { readWhen } from '../../incident/when.ts';
import { clockLabel, day } from '../../incident/zone.ts';
import { editForm, resolveForm, sectionForm } from '../blocks/forms.ts';
import type { Desk } from '../desk.ts';
import { type Asker, answerError, answerLine, askOf } from './answering.ts';
import { openForm, respond } from './command.ts';
import { canSee } from './sight.ts';
import type { Answer, Ask } from './verb.ts';

type Pressed = { readonly ask: Ask; readonly value: string };
type Button = (pressed: Pressed) => Promise<Answer>;

const about = z.object({ incident: z.string() });
const aboutEntry = about.extend({ number: z.number() });
const aboutSection = about.extend({ section: z.enum(sectionNames), paragraph: z.number().optional() });

/** The incident that a button is about, if the person may see it. */
const incidentOf = async ({ desk, who }: Ask, id: string) => {
  const head = await desk.logbook.head({ id });
  if (!head || !canSee({ desk, who }, head)) return refuse('That incident is not one that you can see.');
  return desk.logbook.read(id);
};

/** The incident of the channel in which a button stands. */
const incidentHere = ({ incident }: Ask) => incident ?? refuse("This channel is not an incident's.");

/** What can be pressed, by the part of its action id before a colon. */
const buttons: Readonly<Record<string, Button>> = {
  say_again: async ({ ask, value }) => answerLine(await again(ask, value)),
  start_anyway: async ({ ask, value }) => answerLine({ ...(await again(ask, value)), anyway: true }),
  join_incident: async ({ ask, value }) => {
    const incident = await incidentOf(ask, value);
    const channel = incident.channel?.id ?? refuse(`INC-${incident.number} has no channel yet: try again in a moment.`);
    await ask.desk.client.conversations.invite({ channel, users: ask.who.id }).catch((error) => {
      if (error?.data?.error !== 'already_in_channel') throw error;
    });
    return { text: `You are in <#${channel}>.` };
  },
  entry_menu: async ({ ask, value }) => {
    const {
      incident: id,
      number,
      do: act,
    } = aboutEntry.extend({ do: z.enum(['edit', 'hide']) }).parse(JSON.parse(value));
    const incident = await incidentOf(ask, id);
    if (act === 'edit') return { text: '', form: editForm(incident, number) };
    await ask.record(id, hideEntry(number));
    return { text: `#${number} is off the timeline; \`${ask.desk.config.command} unhide #${number}\` puts it back.` };
  },
  task_done: async ({ ask, value }) => {
    const { incident, task } = about.extend({ task: z.number() }).parse(JSON.parse(value));
    await incidentOf(ask, incident);
    await ask.record(incident, finishTask(task));
    return { text: `T${task} is done.` };
  },
  paragraph_menu: async ({ ask, value }) => {
    const {
      incident: id,
      section,
      paragraph,
      do: act,
    } = aboutSection.extend({ do: z.enum(['edit', 'remove']) }).parse(JSON.parse(value));
    const incident = await incidentOf(ask, id);
    if (act === 'edit') return { text: '', form: sectionForm(incident, section, { paragraph }) };
    await ask.record(id, remove(section, paragraph));
    return { text: 'The paragraph is gone from the document; the log keeps it.' };
  },
  section_replace: async ({ ask, value }) => {
    const { incident, section } = aboutSection.parse(JSON.parse(value));
    return { text: '', form: sectionForm(await incidentOf(ask, incident), section, { whole: true }) };
  },
  fill: async ({ ask, value }) => {
    const { incident, section } = aboutSection.parse(JSON.parse(value));
    return { text: '', form: sectionForm(await incidentOf(ask, incident), section) };
  },
  retime: async ({ ask, value }) => {
    const fix = aboutEntry
      .extend({
        at: z.coerce.date().optional(),
        typed: z.string().optional(),
        zone: z.string().optional(),
        words: z.boolean().optional(),
      })
      .parse(JSON.parse(value));
    const incident = await incidentOf(ask, fix.incident);
    const entry = incident.moments[fix.number - 1]?.entry ?? refuse(`There is no #${fix.number}.`);
    const said = 'words' in entry.data ? (entry.data.words?.text ?? '') : '';
    if (fix.words) {
      await ask.record(
        incident.id,
        editEntry(fix.number, { at: entry.recordedAt, words: { text: `${fix.typed} ${said}` } }),
      );
      return {
        text: `#${fix.number} is at ${clockLabel(entry.recordedAt, incident.zone)} now, and ${fix.typed} is part of its words.`,
      };
    }
    const at =
      fix.at ??
      readWhen(fix.typed ?? '', { now: ask.now, zone: fix.zone ?? incident.zone }).when?.at ??
      refuse('That time cannot be read any more.');
    if (+at > +ask.now + 5 * 60_000)
      return refuse(
        `${day(at, incident.zone)} ${clockLabel(at, incident.zone)} is in the future: #${fix.number} stays as it is.`,
      );
    await ask.record(incident.id, editEntry(fix.number, { at }));
    return { text: `#${fix.number} is at ${day(at, incident.zone)} ${clockLabel(at, incident.zone)} now.` };
  },
  rule_out: async ({ ask, value }) => {
    const {
      incident,
      verdict,
      about: hypothesis,
    } = about.extend({ verdict: z.number(), about: z.number() }).parse(JSON.parse(value));
    await incidentOf(ask, incident);
    await ask.record(incident, ruleOutBy(verdict, hypothesis));
    return { text: `#${verdict} rules out #${hypothesis}.` };
  },
  show_timeline: async ({ ask }) => answerLine(await again(ask, 'timeline')),
  show_postmortem: async ({ ask }) => answerLine(await again(ask, 'postmortem')),
  open_resolve: async ({ ask }) => ({ text: '', form: resolveForm(incidentHere(ask), ask.now) }),
  export_markdown: async ({ ask }) => answerLine(await again(ask, 'export markdown')),
  export_json: async ({ ask }) => answerLine(await again(ask, 'export json')),
};

/** The same person in the same place, with another line. */
const again = async (ask: Ask, line: string) =>
  askOf(ask.desk, { team: ask.team, channel: ask.channel, user: ask.who.id, ...sourceOf(ask) }, line);

const sourceOf = ({ hand }: Ask): Pick<Asker, 'trigger' | 'source'> => ({
  trigger: 'trigger' in hand.source ? (hand.source.trigger ?? '') : '',
  source: 'button',
});

export const listenToButtons = (app: App, desk: Desk): void => {
  for (const [name, press] of Object.entries(buttons))
    app.action<BlockAction>(new RegExp(`^${name}(:|$)`), async ({ body, action, ack, client }) => {
      const ask = await askOf(desk, askerOf(body), '');
      const answer = await press({ ask, value: valueOf(action) }).catch((error) =>
        answerError(desk, error, ask.wrote(), ''),
      );
      await ack();
      if (answer.form) return openForm(desk, client, body.trigger_id, answer.form, body.response_url);
      if (body.response_url) await respond(desk, body.response_url, answer);
    });
};

const askerOf = (body: BlockAction): Asker => ({
  team: body.team?.id ?? body.user.team_id ?? '',
  channel: body.channel?.id ?? body.container.channel_id ?? '',
  user: body.user.id,
  trigger: body.trigger_id,
  source: 'button',
  responseUrl: body.response_url,
});

const pressed = z.object({ value: z.string().optional(), selected_option: z.object({ value: z.string() }).optional() });

const valueOf = (action: unknown): string => {
  const { value, selected_option } = pressed.parse(action);
  return value ?? selected_option?.value ?? '';
};
