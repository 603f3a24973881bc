import type { Story } from '../story.ts';
import { backupOverload } from './backup-overload.ts';
import { cacheSettings } from './cache-settings.ts';
import { cascade } from './cascade.ts';
import { checkout } from './checkout.ts';
import { loadBalancer } from './load-balancer.ts';
import { replication } from './replication.ts';

/** Every story that the demo can play; the first is played when none is named. */
export const stories: readonly Story[] = [checkout, loadBalancer, replication, cacheSettings, cascade, backupOverload];
