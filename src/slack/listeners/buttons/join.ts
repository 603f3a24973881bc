import { refuse } from '../../../incident/refusal.ts';
import { errorName } from '../../surfaces/calls.ts';
import { incidentAt } from '../sight.ts';
import type { Buttons } from './pressed.ts';

export const joinButtons: Buttons = {
  join_incident: {
    press: async (ask, value) => {
      const incident = await incidentAt(ask, value);
      const channel =
        incident.channel?.id ?? refuse(`INC-${incident.number} has no channel yet: try again in a moment.`);
      await ask.desk.client.conversations.invite({ channel, users: ask.who.id }).catch((error) => {
        const name = errorName(error) ?? 'no answer from Slack';
        if (name !== 'already_in_channel') refuse(`Slack did not let you in (${name}). The channel is <#${channel}>.`);
      });
      return { text: `You are in <#${channel}>.`, replaces: true };
    },
  },
};
