import type { Incident } from '../../incident/incident.ts';
import { draftBlocks } from '../blocks/draft.ts';
import { errorName } from './calls.ts';
import type { Surface, SurfaceTools } from './surfaces.ts';

/** At resolution the postmortem is in the channel: a message, the Markdown file, a canvas where the workspace allows one. */
export const draft: Surface = async (tools, incident, board) => {
  const channel = incident.channel?.id ?? '';
  const resolution = incident.moments.findLast(({ entry }) => entry.kind === 'incident.resolved');
  if (incident.status !== 'resolved' || !resolution) return;
  const { as, lacks } = await tools.document(incident.id);
  const { state } = await tools.reading(incident);
  await board.show(draftName(incident), {
    channel,
    text: `The postmortem of INC-${incident.number} is here, as a draft`,
    blocks: draftBlocks(incident, lacks, state),
  });
  // What is missing is on its way: the document is compiled again then, and given once.
  if (state === 'reading') return;
  // The file is given once for each resolution; afterwards `export` gives a fresh one, and message and canvas follow the record.
  await board.settle(
    `draft:file:${resolution.number}`,
    resolution.number,
    () => upload(tools, incident, as('markdown')),
    () => isUploaded(tools, incident, resolution.entry.recordedAt),
  );
  const canvas = as('canvas');
  await board.settle('draft:canvas', canvas, () => writeCanvas(tools, channel, canvas));
};

/** Each resolution has its own message, where people look: at the end of the channel. */
export const draftName = ({ moments }: Incident): string =>
  `draft:${moments.findLast(({ entry }) => entry.kind === 'incident.resolved')?.number}`;

const upload = async ({ client, calls }: SurfaceTools, incident: Incident, markdown: string): Promise<void> => {
  const channel = incident.channel?.id ?? '';
  const name = fileName(incident);
  await calls('files.completeUploadExternal', channel, () =>
    client.filesUploadV2({ channel_id: channel, filename: name, title: name, content: markdown }),
  );
};

const fileName = ({ number }: Incident): string => `postmortem-inc-${number}.md`;

/** An upload has no metadata: whether it arrived is seen by its name, since the resolution. */
const isUploaded = async ({ client, calls }: SurfaceTools, incident: Incident, since: Date): Promise<boolean> => {
  const channel = incident.channel?.id ?? '';
  const oldest = String(Math.floor(+since / 1000) - 1);
  const { messages = [] } = await calls('conversations.history', channel, () =>
    client.conversations.history({ channel, oldest, limit: 200 }),
  );
  return messages.some(({ files = [] }) => files.some(({ name }) => name === fileName(incident)));
};

const noCanvas = /^(canvas_disabled|free_team|team_tier|canvas_globally|not_allowed|missing_scope|plan_upgrade)/;

/** The channel's own canvas, replaced as a whole: our log is the source. A workspace without canvases goes without. */
const writeCanvas = async ({ client, calls }: SurfaceTools, channel: string, markdown: string): Promise<void> => {
  const document_content = { type: 'markdown' as const, markdown };
  try {
    await calls('conversations.canvases.create', channel, () =>
      client.conversations.canvases.create({ channel_id: channel, document_content }),
    );
  } catch (error) {
    if (noCanvas.test(errorName(error) ?? '')) return;
    if (errorName(error) !== 'channel_canvas_already_exists') throw error;
    const info = await calls('conversations.info', channel, () => client.conversations.info({ channel }));
    // `properties` is what the API answers and the SDK's type leaves out.
    const { properties } = info.channel as { properties?: { canvas?: { file_id?: string } } };
    const canvas_id = properties?.canvas?.file_id;
    if (!canvas_id) throw error;
    await calls('canvases.edit', channel, () =>
      client.canvases.edit({ canvas_id, changes: [{ operation: 'replace', document_content }] }),
    );
  }
};
