import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import { actions, button } from './button.ts';
import { section } from './lines.ts';

/** What no bot can do, and what is so until somebody does it. */
export const toConvert =
  'Now its channel: a bot cannot convert it, so please do: in it, its name, *Settings*, *Change to a private channel* (if Slack does not offer that to you, ask an owner of the workspace). Until then everybody in the workspace can open it and read all that is in it, its files too; and whoever joins it is a member.';

/** What making an incident private means, before it is done. */
export const privacyBlocks = ({ id, number, channel }: Incident): KnownBlock[] => [
  section(
    [
      `*Make INC-${number} private?* Nothing is done yet.`,
      `• From then on it exists for ${channel?.deleted ? 'who opened it or has a role in it' : 'the members of its channel'} only: it is gone from lists and searches at once, the announcement becomes “INC-${number} is restricted”, and the updates in its thread are deleted. What people answered there stays, and who has read it has read it.`,
      '• It cannot be made public again.',
      ...(channel?.deleted
        ? []
        : [
            '• The channel stays as it is: only a person can convert it, and until then everybody in the workspace can read it.',
          ]),
    ].join('\n'),
  ),
  ...actions([button('make_private', `Make INC-${number} private`, JSON.stringify({ incident: id }), 'danger')]),
];
