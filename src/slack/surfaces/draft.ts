import type { Incident } from '../../incident/incident.ts';
import { draftBlocks } from '../blocks/draft.ts';
import type { What } from '../upload.ts';
import { errorName, Later } from './calls.ts';
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
  // The file is given once for each resolution, and again when words that it holds are destroyed; afterwards `export` gives a
  // fresh one, and message and canvas follow the record.
  const file = `draft:file:${resolution.number}` as const;
  await board.settle(
    file,
    resolution.number,
    () => upload(tools, incident, file, as('markdown')),
    () => tools.uploads.isThere(incident.id, file),
  );
  const canvas = as('canvas');
  await board.settle('draft:canvas', canvas, () => writeCanvas(tools, channel, canvas));
};

/** Each resolution has its own message, where people look: at the end of the channel. */
export const draftName = ({ moments }: Incident): string =>
  `draft:${moments.findLast(({ entry }) => entry.kind === 'incident.resolved')?.number}`;

const upload = async (
  { calls, uploads }: SurfaceTools,
  incident: Incident,
  file: What,
  markdown: string,
): Promise<void> => {
  const channel = incident.channel?.id ?? '';
  const isGiven = await calls('files.completeUploadExternal', channel, () =>
    uploads.give(incident, file, channel, markdown),
  );
  if (!isGiven) throw new Later(ANEW);
};

/** Milliseconds until it is written again, when what it was written of has changed. */
const ANEW = 1_000;

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
