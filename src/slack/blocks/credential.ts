import type { Button, KnownBlock } from '@slack/types';
import type { Flag } from '../credentials/flags.ts';
import { actions } from './button.ts';
import { section } from './lines.ts';

/** What one person is told of the credentials in words of theirs, or of a program's. `redact` gives the buttons that they may press. */
export const credentialNotice = (
  flags: readonly Flag[],
  link: (flag: Flag) => string | undefined,
  redact: (flag: Flag, name: string) => Button | undefined,
): { text: string; blocks: KnownBlock[] } => {
  const kinds = list([...new Set(flags.flatMap((flag) => flag.kinds))]);
  const isTheirs = flags.every((flag) => flag.isTheirs);
  const whose = isTheirs ? 'what you wrote' : 'what an app wrote here';
  const text = `There is a credential in ${whose}: ${kinds}. Please revoke it; Debrief masks it in everything that it shows.`;
  const places = list(flags.slice(0, SHOWN).map((flag) => nameOf(flag, link(flag))));
  const more = flags.length > SHOWN ? `, and ${flags.length - SHOWN} more` : '';
  const inSlack = flags.some(({ place }) => place.type === 'message')
    ? ' Slack still shows the message to everybody in this channel: delete it there, too.'
    : '';
  const buttons = flags.slice(0, SHOWN).flatMap((flag) => redact(flag, nameOf(flag)) ?? []);
  const why = buttons.length > 0 ? ' To redact destroys the words here, too.' : '';
  return {
    text,
    blocks: [
      section(`:key: *There is a credential in ${whose}* (${places}${more}): ${kinds}.`),
      section(`Please revoke it. Debrief masks it in everything that it shows.${inSlack}${why}`),
      ...actions(buttons),
    ],
  };
};

const SHOWN = 5;

const nameOf = ({ place }: Flag, link?: string): string => {
  switch (place.type) {
    case 'number':
      return `#${place.number}`;
    case 'task':
      return `T${place.task}`;
    case 'message':
      return link ? `<${link}|message>` : 'message';
    case 'other':
      return 'the document';
  }
};

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
