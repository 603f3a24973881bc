import { z } from 'zod';

/** Who asks, and where, as the outside of a command, a press, a form or a shortcut says. Slack gives each its own trigger. */
export type Asked = { readonly user: string; readonly channel: string; readonly trigger?: string };

const id = z.object({ id: z.string() });
const request = z.object({
  user_id: z.string().optional(),
  user: id.optional(),
  channel_id: z.string().optional(),
  channel: id.nullish(),
  view: z.object({ private_metadata: z.string().optional() }).optional(),
  trigger_id: z.string().optional(),
});

export const readAsked = (body: unknown): Asked => {
  const { user_id, user, channel_id, channel, view, trigger_id } = request.safeParse(body).data ?? {};
  return {
    user: user_id ?? user?.id ?? '',
    channel: channel_id ?? channel?.id ?? openedIn(view?.private_metadata),
    ...(trigger_id !== undefined && { trigger: trigger_id }),
  };
};

/** Our forms carry where they were opened. */
const openedIn = (carried = ''): string => {
  try {
    return z.object({ channel: z.string() }).parse(JSON.parse(carried)).channel;
  } catch {
    return '';
  }
};
