import type { Incident } from '../../incident/incident.ts';
import { lastLoss, type Upload } from '../upload.ts';
import { isGone } from '../uploads.ts';
import { errorName, isFinal } from './calls.ts';
import type { Surface, SurfaceTools } from './surfaces.ts';

/**
 * Files that hold words which were destroyed since are deleted. Of the draft a new one is given; what was exported is exported
 * again by who needs it.
 */
export const outdated: Surface = async (tools, incident, board) => {
  const { client, calls, uploads } = tools;
  if (lastLoss(incident) === 0) return;
  let refused: unknown;
  for (const upload of await uploads.outdated(incident.id)) {
    const { row, id } = upload;
    const no = await calls('files.delete', row.channel ?? '', () => client.files.delete({ file: id })).then(
      () => undefined,
      (error) => {
        if (isGone(error)) return undefined;
        if (isFinal(error)) return error;
        throw error;
      },
    );
    if (no) await askToDelete(tools, incident, upload, errorName(no) ?? '');
    refused ??= no;
    if (!(await hasAnother(uploads, upload))) await board.drop(upload.what);
    // It is asked for again when more is destroyed: somebody may have changed that, or deleted the file.
    await (no ? board.put({ ...row, hash: String(incident.seq), state: 'failed' }) : board.drop(row.name));
  }
  if (refused) throw refused;
};

/** A draft that is noted as given is not given again. */
const hasAnother = async (uploads: SurfaceTools['uploads'], { row, what }: Upload): Promise<boolean> =>
  (await uploads.of(row.incident)).some(
    (each) => each.what === what && each.row.name !== row.name && each.row.state !== 'failed',
  );

/** Whoever destroyed the words hears that Slack keeps them, and where. */
const askToDelete = async (
  { uploads, whisper }: SurfaceTools,
  incident: Incident,
  upload: Upload,
  why: string,
): Promise<void> => {
  const channel = upload.row.channel ?? '';
  const text = `A <${uploads.link(upload, incident)}|document that was uploaded here> holds words that you destroyed, and Slack does not let Debrief delete it (${why}): please delete it there.`;
  for (const user of await uploads.redactors(upload)) if (/^[UW]/.test(user)) whisper(user, { channel }, text);
};
