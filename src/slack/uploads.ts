import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Incident } from '../incident/incident.ts';
import type { Logbook } from '../logbook.ts';
import type { Self } from './desk.ts';
import { filePermalink } from './permalink.ts';
import { errorName, isUncertain } from './surfaces/calls.ts';
import type { Shown, ShownTable } from './surfaces/shown.ts';
import {
  destroyersSince,
  fileName,
  forgottenSince,
  isOutdated,
  lastLoss,
  nameOf,
  readUpload,
  type Upload,
  type What,
} from './upload.ts';

type Needs = {
  readonly client: WebClient;
  readonly shown: ShownTable;
  readonly logbook: Pick<Logbook, 'read' | 'entries' | 'wordings'>;
  readonly self: () => Pick<Self, 'teamUrl' | 'user'> | undefined;
};

export type Uploads = ReturnType<typeof createUploads>;

/**
 * Documents as files in Slack. Which file it is, is noted before anybody can see it, so that it can be deleted when words that it
 * holds are destroyed, whatever happens in between.
 */
export const createUploads = ({ client, shown, logbook, self }: Needs) => {
  /** While it is being given, what comes of a file is not known. */
  const underway = new Set<string>();
  /** Up to which destruction each was found to hold none of the words. */
  const clear = new Map<string, number>();

  const of = async (incident: string): Promise<Upload[]> =>
    (await shown.of(incident)).flatMap((row) => readUpload(row) ?? []);

  const isTooOld = async (upload: Upload): Promise<boolean> => {
    const { incident, name } = upload.row;
    const last = lastLoss(await logbook.read(incident));
    if (last <= Math.max(upload.upTo, clear.get(name) ?? 0)) return false;
    const log = await logbook.entries(incident);
    const isLost = isOutdated(upload, log, await logbook.wordings(incident, forgottenSince(log, upload)));
    if (!isLost) clear.set(name, last);
    return isLost;
  };

  return {
    of,
    /** Whether a draft was given of which it is not known which file it is: earlier versions did not note it. */
    hasUnknown: async (incident: string): Promise<boolean> => {
      const rows = await shown.of(incident);
      const known = new Set(rows.map((row) => readUpload(row)?.what));
      return rows.some(({ name, state }) => name.startsWith('draft:file:') && state === 'shown' && !known.has(name));
    },
    /**
     * A file in the channel, written of an incident that stood so. False, and nobody sees it, if words that it holds were
     * destroyed meanwhile: it is to be written anew.
     */
    give: async (
      incident: Pick<Incident, 'id' | 'number' | 'seq'>,
      what: What,
      channel: string,
      text: string,
    ): Promise<boolean> => {
      const title = fileName(incident, what);
      const length = Buffer.byteLength(text);
      const { file_id: id, upload_url } = await client.files.getUploadURLExternal({ filename: title, length });
      if (!id || !upload_url) throw new Error('Slack gave no address for a file.');
      const name = nameOf(what, id);
      const row: Shown = {
        ...{ incident: incident.id, name, channel, ts: null },
        ...{ hash: String(incident.seq), state: 'unsure' },
      };
      let maybeSeen = false;
      underway.add(name);
      try {
        await shown.put(row);
        await send(upload_url, text);
        if (await isTooOld({ row, id, what, upTo: incident.seq })) return false;
        maybeSeen = true;
        await client.files.completeUploadExternal({ files: [{ id, title }], channel_id: channel });
        await shown.put({ ...row, state: 'shown' });
        return true;
      } catch (error) {
        if (isRefused(error)) maybeSeen = false;
        throw error;
      } finally {
        underway.delete(name);
        if (!maybeSeen) await shown.remove(incident.id, name);
      }
    },
    /** Whether one is there, after an answer that never came. */
    isThere: async (incident: string, what: What): Promise<boolean> => {
      for (const { row, id, ...upload } of await of(incident)) {
        if (upload.what !== what || row.state === 'failed') continue;
        if (row.state === 'shown') return true;
        if (await isShared(client, id)) {
          await shown.put({ ...row, state: 'shown' });
          return true;
        }
        await shown.remove(incident, row.name);
      }
      return false;
    },
    /** Whether Slack may show destroyed words in one that cannot be deleted, or not yet. */
    isLeft: async (incident: string): Promise<boolean> =>
      (await of(incident)).some(({ row }) => row.state === 'failed' || underway.has(row.name)),
    /** Those that hold words which were destroyed since they were written, or since Slack refused to delete them. */
    outdated: async (incident: string): Promise<Upload[]> => {
      const found: Upload[] = [];
      for (const upload of await of(incident))
        if (!underway.has(upload.row.name) && (await isTooOld(upload))) found.push(upload);
      return found;
    },
    link: ({ id, what }: Upload, incident: Pick<Incident, 'number'>): string =>
      filePermalink(self() ?? { teamUrl: '', user: '' }, id, fileName(incident, what)),
    /** Who destroyed words since it was written. */
    redactors: async (upload: Upload): Promise<string[]> => {
      const log = await logbook.entries(upload.row.incident);
      return [...new Set(destroyersSince(log, upload).map(({ author }) => author.id))];
    },
  };
};

/** Milliseconds. */
const PATIENCE = 30_000;

const send = async (address: string, text: string): Promise<void> => {
  const answer = await fetch(address, { method: 'POST', body: text, signal: AbortSignal.timeout(PATIENCE) });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`Slack did not take the file (${answer.status}).`);
};

/** Slack said no: nothing was done. */
const isRefused = (error: unknown): boolean =>
  error instanceof WebAPIRateLimitedError || (errorName(error) !== undefined && !isUncertain(error));

/** One that is there and that nobody sees is taken away: it is given anew. */
const isShared = async (client: WebClient, id: string): Promise<boolean> => {
  try {
    const { file } = await client.files.info({ file: id });
    if ([...(file?.channels ?? []), ...(file?.groups ?? [])].length > 0 || file?.shares) return true;
    await client.files.delete({ file: id });
    return false;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
};

/** There is no such file: it was never completed, or is deleted. */
export const isGone = (error: unknown): boolean => /^file_(not_found|deleted)$/.test(errorName(error) ?? '');
