import { type Incident, isOpen } from '../../incident/incident.ts';
import { sections } from '../blocks/lines.ts';
import { mrkdwn } from '../blocks/mrkdwn.ts';
import type { Board } from './board.ts';
import type { Surface } from './surfaces.ts';

/** Somebody deleted the channel of an incident that goes on: who leads it is told how to go on without, in a direct message. */
export const tellLead: Surface = async ({ client, calls, command, people }, incident, board) => {
  const { channel, roles, openedBy } = incident;
  if (!channel?.deleted || !isOpen(incident)) return;
  // Who was not in a private one, or not any more, hears nothing of it.
  const isOut = (id: string): boolean => incident.private && !people.members(channel.id).includes(id);
  const to = [roles.lead, openedBy].find((person) => person && !isOut(person.id));
  if (!to || !/^[UW]/.test(to.id)) return;
  const text = lossText(incident, command);
  await board.settle('lost-channel:lead', 'told', () =>
    calls('chat.postMessage', to.id, () => client.chat.postMessage({ channel: to.id, text, blocks: sections(text) })),
  );
};

/** The same where the incident is announced, in its thread. It goes with the updates if the incident is made private. */
export const tellOfLoss = async (
  incident: Incident,
  { channel, thread, command }: { readonly channel: string; readonly thread: string; readonly command: string },
  board: Board,
): Promise<void> => {
  if (!incident.channel?.deleted || !isOpen(incident) || board.get(LOSS)) return;
  const text = lossText(incident, command);
  await board.show(LOSS, { channel, thread, text, blocks: sections(text) });
};

const LOSS = 'update:lost-channel';

const lossText = ({ number, title }: Incident, command: string): string =>
  `The channel of *INC-${number}* ${mrkdwn(title, 200)} was deleted in Slack. Its record is kept, and nothing that is said elsewhere goes on it by itself. Go on in any channel: \`${command} INC-${number} note …\`, \`${command} INC-${number} resolve …\`, \`${command} INC-${number} postmortem\`.`;
