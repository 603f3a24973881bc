import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { atHome } from '../../incident/home.ts';
import { Refusal, refuse } from '../../incident/refusal.ts';
import { addTask } from '../../incident/tasks.ts';
import type { Desk } from '../desk.ts';
import { roomOf } from '../moves.ts';
import { taskFromMessage } from '../whispers.ts';
import { canSeeHere, lookerAt } from './sight.ts';

/** The button that follows a :memo: on a message. */
export const listenToTaskButton = (app: App, desk: Desk): void => {
  const { logbook, people, log } = desk;
  app.action<BlockAction<ButtonAction>>(
    new RegExp(`^${taskFromMessage}(?::|$)`),
    async ({ ack, action, body, respond }) => {
      const [channel = '', ts = '', offered = '1'] = (action.value ?? '').split(':');
      const looker = lookerAt(desk, body.user.id, body.team?.id);
      const hand = {
        recorder: looker.who,
        source: { type: 'button', trigger: body.trigger_id },
      } as const;
      const answer = async (): Promise<string> => {
        // The button may be older than the id of its channel.
        const head = (await roomOf(desk, channel))?.head;
        const isIn = people.isMember(head?.channel ?? channel, body.user.id);
        if (!head || !canSeeHere({ ...looker, isIn }, head)) return "This channel is not an incident's.";
        const key = atHome(await logbook.read(head.id), { channel, ts });
        const { incident, news } = await logbook.record(
          head.id,
          hand,
          (now, messages) => {
            const message = messages(key);
            if (!message || message.gone) return refuse('The words of that message are not on the record: use `task`.');
            const isThere = now.tasks.some(({ words }) => words.text === message.words.text);
            return isThere ? [] : addTask({ words: message.words, details: [] })(now);
          },
          { messages: [key] },
        );
        return news.length > 0 ? `Task T${incident.tasks.length} is added.` : 'That task is there already.';
      };
      const text = await answer().catch((error: unknown) => {
        if (error instanceof Refusal) return error.message;
        log.error(
          { error: error instanceof Error ? error.name : 'unknown' },
          'A task could not be added from a message.',
        );
        return 'The task was not saved: something went wrong here. Try `task` with its words.';
      });
      await ack();
      // Others are offered beside it.
      await respond({ text, replace_original: offered === '1', response_type: 'ephemeral' });
    },
  );
};
