import { type Methods, tier } from './method.ts';

/** Socket Mode's door, for the app-level token only. */
export const apps = (ticket: () => string): Methods => ({
  'apps.connections.open': { token: 'app', scopes: [], perMinute: tier.three, run: () => ({ url: ticket() }) },
});
