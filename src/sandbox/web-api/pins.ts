import { pin, pinnedItem, unpin } from '../marks.ts';
import { find } from '../messages.ts';
import { conversation, fromInside, type Methods, messageIn, tier } from './method.ts';

export const pins: Methods = {
  'pins.add': {
    scopes: ['pins:write'],
    required: ['channel', 'timestamp'],
    perMinute: tier.two,
    run: (call) => {
      const channel = fromInside(call);
      pin(call.world, channel, messageIn(channel, call.args.timestamp), call.caller);
      return {};
    },
  },
  'pins.remove': {
    scopes: ['pins:write'],
    required: ['channel', 'timestamp'],
    perMinute: tier.two,
    run: (call) => {
      const channel = fromInside(call);
      unpin(call.world, channel, messageIn(channel, call.args.timestamp), call.caller);
      return {};
    },
  },
  'pins.list': {
    scopes: ['pins:read'],
    required: ['channel'],
    perMinute: tier.two,
    run: (call) => {
      const channel = conversation(call);
      const items = channel.pins.flatMap(({ ts, by, at }) => {
        const message = find(channel, ts);
        const shown = message && pinnedItem(call.world, channel, message);
        return shown ? [{ type: 'message', channel: channel.id, created: at, created_by: by, message: shown }] : [];
      });
      return { items: items.toReversed() };
    },
  },
};
