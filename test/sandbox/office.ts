import { createManualClock } from '../../src/sandbox/clock.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { clientOf } from './bolt.ts';

/** Ana, Ben and the app share #general; it is noon on 1 March 2026 and time stands still. */
export const office = async (options: SandboxOptions = {}) => {
  const clock = createManualClock('2026-03-01T12:00:00Z');
  const sandbox = await startSandbox({ clock, ...options });
  const ana = sandbox.person('Ana');
  const ben = sandbox.person('Ben');
  const general = sandbox.channel('general', { members: [ana, ben], bot: true });
  return { sandbox, clock, ana, ben, general, client: clientOf(sandbox), close: () => sandbox.stop() };
};

/** What Slack said no with. */
export const refusal = async (call: Promise<unknown>): Promise<{ error: string; [detail: string]: unknown }> =>
  call.then(
    () => ({ error: 'none' }),
    (error) => error.data ?? { error: error.code },
  );

/** The inner events that were sent so far, of one type. */
export const eventsOf = (sandbox: { deliveries: readonly { payload: { event?: unknown } }[] }, type: string) =>
  sandbox.deliveries.flatMap(({ payload }) => {
    const event = payload.event as Record<string, unknown> | undefined;
    return event && [event.type, event.subtype].includes(type) ? [event] : [];
  });
