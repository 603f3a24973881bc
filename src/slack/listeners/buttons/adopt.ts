import { adopt } from '../../../incident/adoption.ts';
import { refuse } from '../../../incident/refusal.ts';
import { createTurns } from '../../../turns.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { adoptable, lookAt, refuseAdopted } from '../adoption.ts';
import type { Buttons } from './pressed.ts';

/** Two people may press at once: whether a channel has an incident is looked at and written by one of them at a time. */
const turn = createTurns();

export const adoptButtons: Buttons = {
  adopt_channel: {
    press: async (ask, value) => {
      const { channel, since, private: wasPrivate, ...opening } = adoptable.parse(JSON.parse(value));
      if (channel !== ask.channel) refuse("That button is another channel's.");
      return turn(channel, async () => {
        await refuseAdopted(ask, channel);
        // The question may be old: somebody may have made the channel private since.
        const { name, isPrivate } = await lookAt(ask.desk, channel);
        const what = { ...opening, team: ask.team, private: wasPrivate || isPrivate };
        const { incident } = await ask.open((number) =>
          adopt({ ...what, number }, { id: channel, name, since: new Date(since) }),
        );
        const text = `This channel is *INC-${incident.number}* now: ${mrkdwn(incident.title, 300)}\nEverybody in it is told, and then what was said before is read.`;
        return { text, replaces: true };
      });
    },
  },
  adopt_cancel: {
    press: async () => ({ text: 'Nothing was opened, and nothing is recorded here.', replaces: true }),
  },
};
