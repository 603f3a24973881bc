import type { ModalView } from '@slack/types';
import { Clash, editEntry, hideEntry, overwritten } from '../../incident/corrections.ts';
import type { MomentKind } from '../../incident/entry.ts';
import { type Incident, type Moment, versionOf } from '../../incident/incident.ts';
import { refuse } from '../../incident/refusal.ts';
import type { Recorded } from '../../logbook.ts';
import { actions, button } from '../blocks/button.ts';
import { clashBlocks, overwrittenBlocks } from '../blocks/clash.ts';
import { section } from '../blocks/lines.ts';
import { escapeMrkdwn } from '../blocks/mrkdwn.ts';
import { carry } from './carry.ts';
import { checkPermitted } from './permitted.ts';
import { command } from './receipt.ts';
import type { Answer, Ask } from './verb.ts';

/** Guests correct what they wrote themselves; of the others the settings say who may correct whose. */
export const checkOwn = (ask: Ask, incident: Incident, { number, entry }: Moment): void => {
  if (ask.isOutsider && entry.recorder.id !== ask.who.id)
    refuse(`#${number} was written by ${entry.recorder.name}: guests correct their own entries only.`);
  checkPermitted(ask, 'edit', incident, entry);
};

/** Words that were destroyed since somebody had them before them must not come back by a form or a button. */
export const checkNotRedacted = ({ number, redacted }: Moment): void => {
  if (redacted) refuse(`#${number} was redacted by ${redacted.by.name} meanwhile: nothing was written.`);
};

export const corrected = ({ news }: Recorded, number: number, time = ''): Answer => ({
  text:
    news.length > 0
      ? `#${number} is corrected${time && `: ${time}`}. How it read before is kept.`
      : `#${number} is as it was: nothing was written.`,
});

/** What is wanted of an entry. `words` as Slack gives typed text; `seen` is the wording that the person had before them. */
export type Wanted = {
  readonly at?: Date | undefined;
  readonly kind?: MomentKind | undefined;
  readonly words?: string | undefined;
  readonly seen?: number | undefined;
};

/** How a typed time is explained, and the form in which a clash is shown where there is one. */
type How = {
  readonly time?: string | undefined;
  readonly again?: (incident: Incident, clash: Clash) => ModalView;
};

/** Corrects an entry. What somebody else made of it meanwhile is shown beside what was wanted, and is overwritten by a button only. */
export const correct = async (
  ask: Ask,
  id: string,
  number: number,
  wanted: Wanted,
  { time, again }: How = {},
): Promise<Answer> => {
  const { at, kind, seen } = wanted;
  const words = wanted.words === undefined ? undefined : ask.words(wanted.words);
  const before = seen === undefined ? undefined : { version: seen, by: ask.who.id };
  try {
    const recorded = await ask.record(id, editEntry(number, { at, kind, words }, before));
    return afterEdit(ask, recorded, number, corrected(recorded, number, time));
  } catch (error) {
    if (!(error instanceof Clash)) throw error;
    const value = { incident: id, number, ...wanted, seen: versionOf(error.moment) };
    const mine = await carry(ask.desk, JSON.stringify(value));
    const incident = await ask.desk.logbook.read(id);
    const form = again && { form: again(incident, error) };
    return { text: escapeMrkdwn(error.message), blocks: clashBlocks(incident, error, mine), ...form };
  }
};

const JUST_NOW = 10 * 60_000;

/** Who typed over what somebody else had just said is told so, and can put it back. */
const afterEdit = (ask: Ask, { incident, news }: Recorded, number: number, answer: Answer): Answer => {
  const moment = incident.moments[number - 1];
  const change = news.find(({ kind }) => kind === 'entry.edited')?.seq;
  const found = moment && change !== undefined ? overwritten(moment, change, JUST_NOW) : undefined;
  if (!found) return answer;
  const { before, theirs } = found;
  const minutes = Math.floor((+ask.now - +before.until) / 60_000);
  const said = { by: before.by, minutes, before: before.entry, theirs: theirs.entry };
  const value = JSON.stringify({ incident: incident.id, number, change });
  return { text: answer.text, blocks: overwrittenBlocks(answer.text, incident, said, value) };
};

/** Takes an entry off the timeline, and offers to put it back. */
export const takeOff = async (ask: Ask, incident: string, number: number): Promise<Answer> => {
  const { news } = await ask.record(incident, hideEntry(number));
  const back = `${command(ask, `unhide #${number}`)} puts it back.`;
  const text =
    news.length > 0 ? `#${number} is off the timeline; ${back}` : `#${number} is off the timeline already; ${back}`;
  const value = JSON.stringify({ incident, number });
  return { text, blocks: [section(text), ...actions([button('entry_unhide', 'Put it back', value)])] };
};
