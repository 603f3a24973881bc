import { asText } from '../json.ts';
import { react, reactionsOn, unreact } from '../marks.ts';
import { asShown } from '../messages.ts';
import { fail } from '../slack-error.ts';
import { fromInside, isSet, type Methods, messageIn, tier } from './method.ts';

export const reactions: Methods = {
  'reactions.add': {
    scopes: ['reactions:write'],
    required: ['channel', 'timestamp', 'name'],
    perMinute: tier.three,
    run: (call) => {
      const channel = fromInside(call);
      if (channel.archived) fail('is_archived');
      react(call.world, channel, messageIn(channel, call.args.timestamp), call.caller, emojiName(call.args.name));
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    required: ['name'],
    perMinute: tier.two,
    run: (call) => {
      const channel = fromInside(call);
      unreact(call.world, channel, messageIn(channel, call.args.timestamp), call.caller, emojiName(call.args.name));
      return {};
    },
  },
  'reactions.get': {
    scopes: ['reactions:read'],
    perMinute: tier.three,
    run: (call) => {
      const channel = fromInside(call);
      const message = messageIn(channel, call.args.timestamp);
      const all = reactionsOn(channel, message.ts, isSet(call.args.full));
      const shown = { ...asShown(channel, message), ...(all.length > 0 && { reactions: all }) };
      return { type: 'message', channel: channel.id, message: shown };
    },
  },
};

const emojiName = (value: unknown): string =>
  /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(asText(value)) ? asText(value) : fail('invalid_name');
