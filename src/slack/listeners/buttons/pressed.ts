import { z } from 'zod';
import type { Answer, Ask } from '../verb.ts';

/** What pressing does. `value` is what the button carries. */
export type Button = {
  readonly press: (ask: Ask, value: string) => Promise<Answer>;
  /** Guests may press it, where it stands. */
  readonly outsiders?: true;
};

export type Buttons = Readonly<Record<string, Button>>;

const about = z.object({
  incident: z.string(),
  number: z.number().optional(),
  until: z.number().optional(),
});

/** Buttons carry JSON of ours: about which incident, and what in it. */
export const readAbout = <S extends z.ZodRawShape>(value: string, more: S) =>
  about.extend(more).parse(JSON.parse(value));
