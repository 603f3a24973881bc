import { makePrivate } from '../../../incident/secrecy.ts';
import { toConvert } from '../../blocks/privacy.ts';
import { permitted } from '../permitted.ts';
import { incidentAt } from '../sight.ts';
import { type Buttons, readAbout } from './pressed.ts';

export const privateButtons: Buttons = {
  make_private: {
    press: async (ask, value) => {
      const { id } = await incidentAt(ask, readAbout(value, {}).incident);
      const { incident } = await ask.record(id, permitted(ask, 'private', makePrivate));
      const text = `INC-${incident.number} is private: lists, searches and answers know nothing of it any more, and its announcement is taken back.`;
      const { private: isClosed, deleted } = incident.channel ?? {};
      return { text: isClosed || deleted ? text : `${text}\n${toConvert}`, replaces: true };
    },
  },
};
