import type { App, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { editEntry } from '../../incident/corrections.ts';
import { sections as sectionNames } from '../../incident/entry.ts';
import type { Incident } from '../../incident/incident.ts';
import { checkTitle, resolve } from '../../incident/lifecycle.ts';
import { Refusal, refuse } from '../../incident/refusal.ts';
import { replace, splitDetails, write } from '../../incident/sections.ts';
import { readWhen } from '../../incident/when.ts';
import type { Desk } from '../desk.ts';
import { answerError, askOf } from './answering.ts';
import { canSee } from './sight.ts';
import type { Answer, Ask } from './verb.ts';
import { mayStart, openIncident } from './verbs/start.ts';

type Filled = {
  readonly ask: Ask;
  readonly about: z.infer<typeof formRef>;
  readonly value: (field: string) => string;
  readonly chosen: (field: string) => string[];
};
type Form = (filled: Filled) => Promise<Answer>;

const formRef = z.object({
  incident: z.string().optional(),
  number: z.number().optional(),
  section: z.enum(sectionNames).optional(),
  paragraph: z.number().optional(),
  zone: z.string().optional(),
});

/** A "no" about one field: Slack shows it there. */
class FieldRefusal extends Refusal {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

const inField = <T>(field: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new FieldRefusal(field, error.message);
    throw error;
  }
};

const incidentOf = async ({ ask: { desk, who }, about }: Filled): Promise<Incident> => {
  const head = about.incident === undefined ? undefined : await desk.logbook.head({ id: about.incident });
  if (!head || !canSee({ desk, who }, head)) return refuse('That incident is not one that you can see.');
  return desk.logbook.read(head.id);
};

const timeIn = (filled: Filled, incident: Incident): Date | undefined => {
  const typed = filled.value('when').trim();
  if (typed === '') return undefined;
  return inField('when', () => {
    const { when, rest } = readWhen(typed, { now: filled.ask.now, zone: incident.zone });
    if (!when || rest.trim() !== '') return refuse('Write a time such as 14:05 or 2026-03-01 14:05.');
    return when.at;
  });
};

const forms: Readonly<Record<string, Form>> = {
  start: async (filled) => {
    const { ask, about } = filled;
    mayStart(ask);
    const title = inField('title', () => checkTitle(ask.words(escaped(filled.value('title'))).text));
    const flags = filled.chosen('flags');
    const [severity] = filled.chosen('severity');
    const zone = about.zone ?? ask.desk.config.zone ?? ask.writerZone ?? 'UTC';
    return openIncident(ask, {
      title,
      ...(severity && { severity }),
      zone,
      private: flags.includes('private'),
      test: flags.includes('test'),
    });
  },
  resolve: async (filled) => {
    const incident = await incidentOf(filled);
    const { ask } = filled;
    const at = timeIn(filled, incident);
    const words = filled.value('words').trim() ? ask.words(escaped(filled.value('words'))) : undefined;
    const written = (['cause', 'fix'] as const).flatMap((section) => {
      const text = filled.value(section).trim();
      const known = incident.sections[section]?.at(-1)?.words.text;
      return text && text !== known ? [{ section, ...splitDetails(ask.words(escaped(text))) }] : [];
    });
    // One act: the sections and the end are written together, or nothing is.
    await ask.record(incident.id, (now) => [
      ...written.flatMap(({ section, words: paragraph, details }) => write(section, paragraph, details)(now)),
      ...resolve({ at, words })(now),
    ]);
    return { text: `INC-${incident.number} is resolved.` };
  },
  edit_entry: async (filled) => {
    const incident = await incidentOf(filled);
    const { ask, about } = filled;
    const number = about.number ?? refuse('The form does not say which entry it is about.');
    const at = timeIn(filled, incident);
    const text = filled.value('words').trim();
    const recorded = await ask.record(
      incident.id,
      editEntry(number, { ...(at && { at }), ...(text && { words: ask.words(escaped(text)) }) }),
    );
    return {
      text:
        recorded.news.length > 0 ? `#${number} is corrected; how it read before is kept.` : `#${number} is as it was.`,
    };
  },
  write_section: (filled) => section(filled, false),
  replace_section: (filled) => section(filled, true),
};

const section = async (filled: Filled, whole: boolean): Promise<Answer> => {
  const incident = await incidentOf(filled);
  const { ask, about } = filled;
  const name = about.section ?? refuse('The form does not say which section it is about.');
  const { words, details } = splitDetails(ask.words(escaped(filled.value('words').trim())));
  const isNew = !whole && about.paragraph === undefined;
  await ask.record(
    incident.id,
    isNew ? write(name, words, details) : replace(name, words, details, whole ? undefined : about.paragraph),
  );
  return { text: `Saved in the postmortem of INC-${incident.number}: ${name}.` };
};

/** What is typed into a form comes as it is; words are read from Slack's escaped text. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const valueOfInput = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});

export const listenToForms = (app: App, desk: Desk): void => {
  for (const [name, submit] of Object.entries(forms))
    app.view<ViewSubmitAction>(name, async ({ body, view, ack, client }) => {
      const about = formRef.parse(JSON.parse(view.private_metadata || '{}'));
      const head = about.incident === undefined ? undefined : await desk.logbook.head({ id: about.incident });
      const trigger = `view:${view.id}:${view.hash}`;
      const team = body.team?.id ?? body.user.team_id ?? '';
      const ask = await askOf(
        desk,
        { team, channel: head?.channel ?? '', user: body.user.id, trigger, source: 'form' },
        '',
      );
      const input = (field: string) => valueOfInput.parse(Object.values(view.state.values[field] ?? {})[0] ?? {});
      const filled: Filled = {
        ask,
        about,
        value: (field) => input(field).value ?? '',
        chosen: (field) =>
          [...(input(field).selected_options ?? []), input(field).selected_option].flatMap((each) => each?.value ?? []),
      };
      try {
        const { text } = await submit(filled);
        await ack();
        if (head?.channel)
          await client.chat.postEphemeral({ channel: head.channel, user: body.user.id, text }).catch(() => undefined);
      } catch (error) {
        // The form stays open with all that was filled in: nothing is lost.
        const field =
          error instanceof FieldRefusal
            ? error.field
            : (view.blocks.find(({ type }) => type === 'input')?.block_id ?? '');
        const { text } = answerError(desk, error, ask.wrote(), '');
        await ack({ response_action: 'errors', errors: { [field]: text.slice(0, 500) } });
      }
    });
};
