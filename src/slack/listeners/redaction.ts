import type { Incident } from '../../incident/incident.ts';
import { type Redactor, redactorOf } from '../../incident/may-redact.ts';
import type { Redactable } from '../../incident/redactable.ts';
import { planRedaction, type Redaction, redact } from '../../incident/redaction.ts';
import { redactionQuestion, redactionReceipt } from '../blocks/redaction.ts';
import { permalinkOf } from '../permalink.ts';
import { holds } from '../upload.ts';
import { askingOf } from './permitted.ts';
import type { Answer, Ask } from './verb.ts';

/** Says what would be destroyed, and asks. */
export const askToRedact = async (ask: Ask, incident: Incident, what: Redactable): Promise<Answer> => {
  const redaction = await plan(ask, incident, what);
  const links = linksOf(ask, redaction);
  const files = await filesOf(ask, incident, redaction);
  const blocks = redactionQuestion({ incident: incident.id, what, redaction, links, ...files });
  return { text: `Redact ${redaction.name}?`, blocks };
};

/** Destroys the words. */
export const carryOutRedaction = async (ask: Ask, { id }: Incident, what: Redactable): Promise<Answer> => {
  const incident = await ask.desk.logbook.read(id);
  const redaction = await plan(ask, incident, what);
  const files = await filesOf(ask, incident, redaction);
  await ask.record(id, redact(what, redactor(ask, incident)), { log: true });
  const isClean = ask.desk.scrub();
  const { command } = ask.desk.config;
  const links = linksOf(ask, redaction);
  const blocks = redactionReceipt({ redaction, links, ...files, command, isClean });
  return { text: `The words of ${redaction.name} are destroyed.`, blocks, replaces: true };
};

const plan = async (ask: Ask, incident: Incident, what: Redactable): Promise<Redaction> =>
  planRedaction(incident, await ask.desk.logbook.entries(incident.id), what, redactor(ask, incident));

const redactor = (ask: Ask, incident: Incident): Redactor =>
  redactorOf({ ...askingOf(ask, incident), isOutsider: ask.isOutsider });

const linksOf = ({ desk }: Ask, { messages }: Redaction): string[] =>
  messages.map((message) => permalinkOf(desk.self()?.teamUrl ?? '', message));

/** Documents that were uploaded and may hold the words. */
const filesOf = async ({ desk: { uploads } }: Ask, incident: Incident, { own, copies }: Redaction) => ({
  documents: (await uploads.of(incident.id))
    .filter((upload) => [...own, ...copies].some((entry) => holds(upload, entry)))
    .map((upload) => uploads.link(upload, incident)),
  hasUnknown: await uploads.hasUnknown(incident.id),
});
