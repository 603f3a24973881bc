import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { fail } from './slack-error.ts';

/** Where an interaction came from, and so where an answer to it lands. */
export type Source = {
  readonly channel: string;
  readonly user: string;
  /** The message or ephemeral that was clicked. */
  readonly ts?: string;
  readonly thread?: string;
};

/** Addresses for late answers: five posts within thirty minutes. */
export type Responses = {
  issue(sort: 'commands' | 'actions' | 'app', source: Source): string;
  spend(path: string): Source;
};

export const createResponses = (clock: Clock, ids: Ids, team: string, origin: () => string): Responses => {
  const issued = new Map<string, { source: Source; at: number; uses: number }>();
  return {
    issue(sort, source) {
      const path = `/${sort}/${team}/${issued.size + 1}/${ids.next('r')}`;
      issued.set(path, { source, at: clock.now().getTime(), uses: 0 });
      return origin() + path;
    },
    spend(path) {
      const found = issued.get(path) ?? fail('no_such_url');
      if (clock.now().getTime() - found.at > 30 * 60_000) fail('expired_url');
      if (found.uses >= 5) fail('used_url');
      found.uses++;
      return found.source;
    },
  };
};
