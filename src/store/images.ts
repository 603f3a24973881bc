import type { createFileTable } from './files.ts';
import type { Vault } from './vault.ts';

type Image = { readonly mimetype: string; readonly bytes: Uint8Array };

/** A page that is greater than that is opened by no browser with joy. */
const MOST = 50 * 1024 * 1024;

/** The copies that are images among these files, by the file's id. */
export const createImages =
  ({ ofFile }: Pick<ReturnType<typeof createFileTable>, 'ofFile'>, vault: Vault | undefined) =>
  async (ids: readonly string[]): Promise<ReadonlyMap<string, Image>> => {
    const images = new Map<string, Image>();
    let total = 0;
    for (const id of new Set(ids)) {
      const mimetype = (await ofFile(id)).find(({ state }) => state === 'kept')?.mimetype;
      const bytes = mimetype?.startsWith('image/') ? vault?.read(id) : undefined;
      total += bytes?.length ?? 0;
      if (mimetype && bytes && total <= MOST) images.set(id, { mimetype, bytes });
    }
    return images;
  };
