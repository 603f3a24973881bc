import { makePrivate } from '../../../incident/secrecy.ts';
import { privacyBlocks } from '../../blocks/privacy.ts';
import { checkPermitted } from '../permitted.ts';
import type { Verb } from '../verb.ts';

/** There is no way back, so it is asked first what that means. */
export const makeItPrivate: Verb = {
  name: 'private',
  usage: 'private',
  help: "Make a public incident private: its channel's members only know of it. There is no way back",
  where: 'incident',
  reads: true,
  run: async (ask) => {
    const { incident } = ask;
    checkPermitted(ask, 'private', incident);
    makePrivate(incident); // refuses what is private already
    return { text: `Make INC-${incident.number} private?`, blocks: privacyBlocks(incident) };
  },
};
