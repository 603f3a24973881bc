type Ours = { readonly user: string; readonly bot: string };

/**
 * The text of an event as it is kept. Slack tells us of our own posts and of each change to them, with what they said before:
 * of these nothing is ever read, and words that were destroyed would come back with them.
 */
export const keptText = (body: unknown, self: Ours | undefined): string =>
  self && messagesIn(body).some((message) => isOurs(message, self))
    ? JSON.stringify(body, (_, value: unknown) => (isOurs(value, self) ? wordless(value) : value))
    : JSON.stringify(body);

/** Where an event may hold a message: cheap, since every event is looked at. */
const messagesIn = (body: unknown): unknown[] => {
  const event = part(body, 'event');
  return [event, part(event, 'message'), part(event, 'previous_message'), part(part(event, 'item'), 'message')];
};

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const isOurs = (value: unknown, { user, bot }: Ours): value is object =>
  part(value, 'user') === user || (bot !== '' && part(value, 'bot_id') === bot);

const worded = new Set(['text', 'blocks', 'attachments', 'files', 'file', 'metadata']);

const wordless = (message: object): object =>
  Object.fromEntries(Object.entries(message).filter(([name]) => !worded.has(name)));
