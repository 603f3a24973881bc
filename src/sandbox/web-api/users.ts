import type { Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import { userShape } from '../user-shape.ts';
import type { User } from '../workspace.ts';
import { type Call, type Methods, page, tier, user } from './method.ts';

export const users: Methods = {
  'users.info': {
    scopes: ['users:read'],
    required: ['user'],
    perMinute: tier.four,
    run: (call) => ({ user: shape(call, user(call)) }),
  },
  'users.list': {
    scopes: ['users:read'],
    perMinute: tier.two,
    run: (call) => {
      const { items, next_cursor } = page([...call.world.users.values()], call.args, 1000, 1000);
      const cache_ts = Math.floor(call.world.clock.now().getTime() / 1000);
      return { members: items.map((each) => shape(call, each)), cache_ts, response_metadata: { next_cursor } };
    },
  },
  'users.lookupByEmail': {
    scopes: ['users:read.email'],
    required: ['email'],
    perMinute: tier.three,
    run: (call) => {
      const found = [...call.world.users.values()].find(({ email }) => email !== '' && email === call.args.email);
      return { user: shape(call, found && !found.deleted ? found : fail('users_not_found')) };
    },
  },
};

const shape = ({ world }: Call, each: User): Json =>
  userShape(world, each, world.app.scopes.includes('users:read.email'));
