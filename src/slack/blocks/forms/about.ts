import { z } from 'zod';
import { sections } from '../../../incident/entry.ts';

/** What a form is about, carried by the form itself. */
export const formAbout = z.object({
  incident: z.string().optional(),
  number: z.number().optional(),
  section: z.enum(sections).optional(),
  paragraph: z.number().optional(),
  /** Up to which entry of its log it shows the incident. */
  upTo: z.number().optional(),
  /** Which wording of the entry it shows, and whether that was off the timeline. */
  seen: z.number().optional(),
  hidden: z.boolean().optional(),
  redacted: z.boolean().optional(),
  /** In which zone it shows and reads times, and the exact time that it shows, where nothing else tells it. */
  zone: z.string().optional(),
  at: z.coerce.date().optional(),
  verb: z.string().optional(),
  message: z.object({ channel: z.string(), ts: z.string() }).optional(),
  /** Where it was opened, and how to answer there. */
  channel: z.string().optional(),
  responseUrl: z.string().optional(),
});
export type FormAbout = z.infer<typeof formAbout>;
