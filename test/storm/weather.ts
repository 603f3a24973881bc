import type { ApiFault, DeliveryFault } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Random } from './random.ts';

const methods = [
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'conversations.create',
  'conversations.invite',
  'conversations.setTopic',
  'conversations.setPurpose',
  'conversations.history',
  'conversations.members',
  'pins.add',
  'reactions.add',
  'reactions.remove',
  'bookmarks.add',
  'bookmarks.list',
  'users.list',
  'users.info',
  'views.open',
  'auth.test',
  'apps.connections.open',
  'response_url',
];

/** One thing goes wrong: with a delivery, a call, or the connection. */
export const worsen = (sandbox: Sandbox, random: Random): void => {
  if (random.is(0.5)) {
    const type = random.pick(['message', 'message', 'reaction_added', 'reaction_removed', 'pin_added', '*']) ?? '*';
    return sandbox.faults.nextDelivery(type, deliveryFault(random), 1 + random.int(3));
  }
  if (random.is(0.04))
    return random.is(0.5) ? sandbox.socketMode.kill() : sandbox.socketMode.disconnect('refresh_requested');
  sandbox.faults.next(random.pick(methods) ?? 'chat.postMessage', apiFault(random), 1 + random.int(2));
};

const deliveryFault = (random: Random): DeliveryFault =>
  random.pick<DeliveryFault>([
    'lose-ack',
    ...(random.is(0.3) ? (['vanish'] as const) : []),
    'duplicate',
    'reorder',
    'reorder',
    ...(random.is(0.2) ? (['kill-socket'] as const) : []),
    { delay: 200 + random.int(4_000) },
  ]) ?? 'duplicate';

const apiFault = (random: Random): ApiFault => {
  const when = random.is(0.5) ? 'after' : 'before';
  const fault = random.pick<ApiFault>([
    { status: 429, retryAfter: 1 },
    { status: 503, when },
    { status: 500, when },
    { reset: true, when },
    { error: 'internal_error', when },
    { error: 'fatal_error', when },
    { latency: random.int(1_500) },
  ]);
  return fault ?? {};
};
