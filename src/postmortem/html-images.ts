import type { Element } from 'hast';
import { h } from 'hastscript';
import { plainText } from './html-nodes.ts';
import type { Line } from './lines.ts';

/** The copies of files that were kept, by the file's id. */
export type Images = ReadonlyMap<string, { readonly mimetype: string; readonly bytes: Uint8Array }>;

/** What every browser draws and nothing can act in. */
const drawable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** The images of each entry of the timeline, inside of the page, by the name of the entry's item. */
export const pictures = (lines: readonly Line[], images: Images): ReadonlyMap<string, readonly Element[]> =>
  new Map(
    lines.flatMap(({ number, files }): [string, Element[]][] => {
      const figures = files.flatMap(({ id, name }) => {
        const image = images.get(id);
        if (!image || !drawable.has(image.mimetype)) return [];
        const src = `data:${image.mimetype};base64,${Buffer.from(image.bytes).toString('base64')}`;
        return [h('figure', [h('img', { src, alt: `Image: ${plainText(name)}` }), h('figcaption', plainText(name))])];
      });
      return figures.length > 0 ? [[`entry-${number}`, figures]] : [];
    }),
  );
