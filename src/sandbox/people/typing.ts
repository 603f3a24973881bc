import { giveAnswer } from '../answers.ts';
import { asJson, asText, isJson, type Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { fromKeyboard, toEntities } from '../typed-text.ts';
import { wordsOf } from '../words.ts';
import type { User } from '../workspace.ts';
import { channelName, failureOf, type Stage } from './dispatch.ts';
import { inside, type Place } from './place.ts';

/** What came back at once from a command. Later answers are in `sees()`. */
export type Answer = {
  readonly text?: string;
  readonly blocks?: readonly Json[];
  readonly response_type?: string;
  /** `operation_timeout` and `dispatch_failed` as Slack shows them, or why it could not show the answer. */
  readonly failed?: string;
  /** All that can be read in the answer. */
  readonly words: string;
};

/** A slash command, from the keyboard to what is shown for it. */
export const typeCommand = async (
  { world, deliveries }: Stage,
  user: User,
  line: string,
  place: Place,
): Promise<Answer> => {
  const where = inside(world, place, user);
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const { commands, shouldEscape } = world.app;
  if (command === '' || (commands.length > 0 && !commands.includes(command)))
    throw new Error(`Slack says: ${line.split(' ')[0]} is not a valid command`);
  const source = { channel: where.id, user: user.id };
  const outcome = await deliveries.ask('slash_commands', {
    token: 'verification-token',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: where.id,
    channel_name: channelName(where),
    user_id: user.id,
    user_name: user.name,
    command,
    text: shouldEscape ? fromKeyboard(world, rest.trim(), true) : toEntities(rest.trim()),
    api_app_id: world.app.appId,
    is_enterprise_install: 'false',
    response_url: world.responses.issue('commands', source),
    trigger_id: world.triggers.issue(user.id),
  });
  const failed = failureOf(outcome);
  if (failed || !outcome.ok) return { failed: failed ?? 'dispatch_failed', words: '' };
  const answer = asAnswer(outcome.answer);
  if (isEmpty(answer)) return { words: '' };
  try {
    giveAnswer(world, source, answer);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { failed: `${error.message} ${JSON.stringify(error.details)}`, words: '' };
  }
  return { ...answer, words: wordsOf(answer) };
};

const asAnswer = (given: unknown): Json => (isJson(given) ? given : { text: asText(given) });

const isEmpty = (answer: Json): boolean => {
  const { text, blocks, attachments } = asJson(answer);
  return !text && !blocks && !attachments;
};
