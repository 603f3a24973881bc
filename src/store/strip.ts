/** What in a message of Slack's holds words. */
const worded = new Set(['text', 'blocks', 'attachments', 'files', 'file', 'title', 'username']);

/** An event as Slack sent it, without the words of one message, wherever it stands in it: as itself, as it was before, under a pin. */
export const stripped = (body: string, ts: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), (_, value: unknown) => (isMessage(value, ts) ? wordless(value) : value));
  } catch {
    return body; // It is no JSON: nothing that Slack sent.
  }
};

const isMessage = (value: unknown, ts: string): value is object =>
  typeof value === 'object' && value !== null && 'ts' in value && value.ts === ts;

const wordless = (message: object): object =>
  Object.fromEntries(Object.entries(message).filter(([name]) => !worded.has(name)));
