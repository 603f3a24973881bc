import { TZDate } from '@date-fns/tz';
import type { Channel } from '../sandbox/channel.ts';
import type { Person } from '../sandbox/people/person.ts';
import type { MessageRef } from '../sandbox/people/place.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Step, Story } from './story.ts';

/** What came of a step: what the person was shown, if it was a command. */
export type Played = { readonly step: Step; readonly at: Date; readonly answer?: string };

export type Cast = ReadonlyMap<string, Person>;

type Stage = {
  readonly people: Cast;
  readonly sandbox: Sandbox;
  /** Where the first command is typed. */
  readonly lobby: Channel;
  /** Resolves when the bot has done everything that it wants to do. */
  readonly settled: () => Promise<void>;
  readonly onStep?: (played: Played) => void;
};

/** The people of a story, in the workspace before anything happens. */
export const cast = (story: Story, sandbox: Sandbox): Cast =>
  new Map(story.people.map(({ name, ...options }) => [name, sandbox.person(name, options)]));

/** When the story begins. */
export const beginning = (story: Story): Date => instants(story)[0]?.at ?? new Date(0);

/** Has the people of a story do what they did, each act at its own time by the sandbox's clock. Answers with the incident's channel. */
export const play = async (story: Story, { people, sandbox, lobby, settled, onStep }: Stage): Promise<Channel> => {
  const before = new Set(sandbox.channels().map(({ id }) => id));
  const messages = new Map<string, MessageRef>();
  let channel = lobby;
  for (const { step, at } of instants(story)) {
    sandbox.clock.set(at);
    const who = people.get(step.who) ?? fail(`Nobody in the story is called ${step.who}.`);
    await who.joins(channel);
    const answer = await act(who, step, channel, messages);
    await settled();
    channel = channel === lobby ? (sandbox.channels().find(({ id }) => !before.has(id)) ?? lobby) : channel;
    onStep?.({ step, at, ...(answer !== undefined && { answer }) });
  }
  return channel;
};

const act = async (
  who: Person,
  step: Step,
  channel: Channel,
  messages: Map<string, MessageRef>,
): Promise<string | undefined> => {
  const to = (name: string): MessageRef => messages.get(name) ?? fail(`No message of the story is called ${name}.`);
  const remember = (name: string | undefined, message: MessageRef): void => void (name && messages.set(name, message));
  if ('types' in step) {
    const { words, failed } = await who.types(step.types, channel);
    return failed ? `Slack says: ${failed}` : words;
  }
  if ('posts' in step) remember(step.as, await who.posts(step.posts, channel));
  else if ('replies' in step) remember(step.as, await who.replies(step.replies, to(step.to)));
  else if ('edits' in step) await who.edits(to(step.to), step.edits);
  else if ('deletes' in step) await who.deletes(to(step.deletes));
  else if ('reacts' in step) await who.reacts(step.reacts, to(step.to));
  else if ('unreacts' in step) await who.unreacts(step.unreacts, to(step.to));
  else await who.pins(to(step.pins));
  return undefined;
};

/** A time without a day is on the day of the step before. */
const instants = ({ steps, clock }: Story): { step: Step; at: Date }[] => {
  let day = '';
  return steps.map((step) => {
    const [date, time] = step.at.includes(' ') ? step.at.split(' ') : [day, step.at];
    day = date ?? day;
    const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
    const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number);
    return { step, at: new Date(+new TZDate(year, month - 1, dayOfMonth, hour, minute, clock)) };
  });
};

const fail = (why: string): never => {
  throw new Error(why);
};
