import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { fail } from './slack-error.ts';

/** The right to open a view: it comes with something a person did, lives three seconds, and works once. */
export type Triggers = {
  issue(user: string): string;
  /** Whose trigger it was, or Slack's error. */
  spend(id: string): string;
};

export const createTriggers = (clock: Clock, ids: Ids): Triggers => {
  const issued = new Map<string, { user: string; at: number; spent: boolean }>();
  return {
    issue(user) {
      const id = `${[...issued.keys()].length + 1000}.${clock.now().getTime()}.${ids.next('t').toLowerCase()}`;
      issued.set(id, { user, at: clock.now().getTime(), spent: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id) ?? fail('invalid_trigger_id');
      if (trigger.spent) fail('exchanged_trigger_id');
      if (clock.now().getTime() - trigger.at > 3000) fail('expired_trigger_id');
      trigger.spent = true;
      return trigger.user;
    },
  };
};
