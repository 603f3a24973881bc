import type { WebClient } from '@slack/web-api';
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/incident.ts';
import { remainsIn } from '../incident/remains.ts';
import type { Logbook } from '../logbook.ts';
import { extensions, type Format, formats } from '../postmortem/formats.ts';
import type { Self } from './desk.ts';
import { filePermalink } from './permalink.ts';
import { errorName, isUncertain } from './surfaces/calls.ts';
import type { Shown, ShownTable } from './surfaces/shown.ts';

/** What was given as a file: the draft after the resolution `#12`, or an export. */
export type What = `draft:file:${number}` | Format;

/** A document that Debrief gave to a channel as a file. */
export type Upload = {
  readonly row: Shown;
  /** Slack's id of the file. */
  readonly id: string;
  readonly what: string;
  /** The last entry that it can hold. */
  readonly upTo: number;
};

type Needs = {
  readonly client: WebClient;
  readonly shown: ShownTable;
  readonly logbook: Pick<Logbook, 'read' | 'entries'>;
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

  const isOutdated = async (upload: Upload): Promise<boolean> => {
    const { incident, name } = upload.row;
    const { lost = 0 } = await logbook.read(incident);
    if (lost <= Math.max(upload.upTo, clear.get(name) ?? 0)) return false;
    const log = await logbook.entries(incident);
    const gone = new Set(destroyersAfter(log, upload.upTo).flatMap((entry) => remainsIn(entry).map(({ seq }) => seq)));
    const isLost = log.some((entry) => gone.has(entry.seq) && holds(upload, entry));
    if (!isLost) clear.set(name, lost);
    return isLost;
  };

  return {
    of,
    /** Whether a draft was given of which it is not known which file it is: earlier versions did not note it. */
    hasUnknown: async (incident: string): Promise<boolean> => {
      const rows = await shown.of(incident);
      const known = new Set(rows.map((row) => readUpload(row)?.what));
      return rows.some(({ name }) => name.startsWith('draft:file:') && !known.has(name));
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
      const filename = fileName(incident, what);
      const { file_id: id = '', upload_url = '' } = await client.files.getUploadURLExternal({
        filename,
        length: Buffer.byteLength(text),
      });
      const name = `upload:${what}:${id}`;
      const row = { incident: incident.id, name, channel, ts: null, hash: String(incident.seq) };
      underway.add(name);
      try {
        await shown.put({ ...row, state: 'unsure' });
        await send(upload_url, text);
        const isLate = await isOutdated({ row: { ...row, state: 'unsure' }, id, what, upTo: incident.seq });
        if (!isLate)
          await client.files.completeUploadExternal({ files: [{ id, title: filename }], channel_id: channel });
        if (isLate) await shown.remove(incident.id, name);
        else await shown.put({ ...row, state: 'shown' });
        return !isLate;
      } catch (error) {
        if (!isUncertain(error)) await shown.remove(incident.id, name);
        throw error;
      } finally {
        underway.delete(name);
      }
    },
    /** Whether one is there, after an answer that never came. */
    isThere: async (incident: string, what: What): Promise<boolean> => {
      for (const upload of await of(incident)) {
        if (upload.what !== what || upload.row.state === 'failed') continue;
        if (upload.row.state === 'shown') return true;
        if (await isComplete(client, upload.id)) {
          await shown.put({ ...upload.row, state: 'shown' });
          return true;
        }
        await shown.remove(incident, upload.row.name);
      }
      return false;
    },
    /** Those that hold words which were destroyed since. What Slack refused to delete is not asked for again. */
    outdated: async (incident: string): Promise<Upload[]> => {
      const found: Upload[] = [];
      for (const upload of await of(incident))
        if (upload.row.state !== 'failed' && !underway.has(upload.row.name) && (await isOutdated(upload)))
          found.push(upload);
      return found;
    },
    link: ({ id, what }: Upload, incident: Pick<Incident, 'number'>): string =>
      filePermalink(self() ?? { teamUrl: '', user: '' }, id, fileName(incident, what)),
    /** Who destroyed words that it holds. */
    redactors: async ({ row, upTo }: Upload): Promise<string[]> => [
      ...new Set(destroyersAfter(await logbook.entries(row.incident), upTo).map(({ author }) => author.id)),
    ],
  };
};

/** Whether a document may hold an entry: messages that nobody marked are in the full log only. */
export const holds = ({ what, upTo }: Pick<Upload, 'what' | 'upTo'>, { kind, seq }: Entry): boolean =>
  seq <= upTo && (what === 'json' || kind !== 'message.worded');

const fileName = ({ number }: Pick<Incident, 'number'>, what: string): string => {
  const format = formats.find((each) => each === what) ?? 'markdown';
  return `postmortem-inc-${number}.${extensions[format]}`;
};

const readUpload = (row: Shown): Upload | undefined => {
  const [, what, id] = /^upload:(.+):(\w+)$/.exec(row.name) ?? [];
  return what && id ? { row, id, what, upTo: Number(row.hash) } : undefined;
};

/** Words that went because their time was over may stay where people have put them. */
const destroyersAfter = (log: readonly Entry[], upTo: number): Entry[] =>
  log.filter((entry) => entry.seq > upTo && entry.kind !== 'words.purged' && remainsIn(entry).length > 0);

/** Milliseconds. */
const PATIENCE = 30_000;

const send = async (address: string, text: string): Promise<void> => {
  const answer = await fetch(address, { method: 'POST', body: text, signal: AbortSignal.timeout(PATIENCE) });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`Slack did not take the file (${answer.status}).`);
};

const isComplete = async (client: WebClient, file: string): Promise<boolean> => {
  try {
    await client.files.info({ file });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
};

/** There is no such file: it was never completed, or is deleted. */
export const isGone = (error: unknown): boolean => /^file_(not_found|deleted)$/.test(errorName(error) ?? '');
