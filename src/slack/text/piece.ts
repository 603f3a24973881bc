import { z } from 'zod';
import { clean } from './clean.ts';

const said = z.string().transform(clean);
const word = said.optional().catch(undefined);
const count = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const style = z.object({ bold: flag, italic: flag, strike: flag, code: flag });

/**
 * A block, an element or a text object of Slack's, read leniently: what is absent, malformed or of a new kind costs that
 * part only, never the message.
 */
export type Piece = z.infer<typeof shape> & {
  readonly text?: string | Piece | undefined;
  readonly title?: string | Piece | undefined;
  readonly description?: string | Piece | undefined;
  readonly accessory?: Piece | undefined;
  readonly elements?: readonly Piece[] | undefined;
  readonly fields?: readonly Piece[] | undefined;
  readonly rows?: readonly (readonly Piece[])[] | undefined;
};

const shape = z.object({
  type: z.string().catch(''),
  name: word,
  unicode: word,
  skin_tone: count,
  user_id: word,
  usergroup_id: word,
  channel_id: word,
  team_id: word,
  range: word,
  value: z.union([said, z.number()]).optional().catch(undefined),
  timestamp: count,
  fallback: word,
  url: word,
  title_url: word,
  alt_text: word,
  style: z.union([z.string(), style]).optional().catch(undefined),
  indent: count,
  offset: count,
  border: count,
});

export const parsePieces = (values: readonly unknown[]): Piece[] => values.flatMap((value) => parsePiece(value) ?? []);

const parsePiece = (value: unknown): Piece | undefined => piece.safeParse(value).data;

const nested = z.unknown().transform(parsePiece).optional();
const several = z.array(z.unknown()).transform(parsePieces).optional().catch(undefined);
const words = z.union([said, nested]).optional();

const piece = shape.extend({
  text: words,
  title: words,
  description: words,
  accessory: nested,
  elements: several,
  fields: several,
  rows: z.array(z.array(z.unknown()).transform(parsePieces)).optional().catch(undefined),
});
