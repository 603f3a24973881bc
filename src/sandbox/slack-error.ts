import type { Json } from './json.ts';

/** An `ok:false` as Slack words it; `details` go into the answer beside `error`. */
export class SlackError extends Error {
  override name = 'SlackError';
  readonly details: Json;

  constructor(code: string, details: Json = {}) {
    super(code);
    this.details = details;
  }
}

export const fail = (code: string, details?: Json): never => {
  throw new SlackError(code, details);
};
