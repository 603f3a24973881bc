import { z } from 'zod';
import { formAbout } from '../blocks/forms/about.ts';

/** What somebody did, in a shape that can be kept: Slack never brings it again. */
export const request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('line'), line: z.string() }),
  z.object({ type: z.literal('press'), button: z.string(), value: z.string() }),
  z.object({
    type: z.literal('submit'),
    form: z.string(),
    about: formAbout,
    values: z.record(z.string(), z.array(z.string())),
  }),
]);
export type Request = z.infer<typeof request>;
export type Submission = Extract<Request, { type: 'submit' }>;
