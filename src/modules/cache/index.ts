/**
 * Cache: how the owner of the bot sees what is remembered instead of asked for. The cache itself is in the core.
 */
import { defineModule } from '../../sdk/index.ts';
import { cacheStats } from './cache-stats.ts';
import { texts } from './texts.ts';

export const cache = defineModule({
  name: 'cache',
  version: '1.0.0',
  capabilities: [
    { name: 'cache.view', least: 'instanceOwner', text: 'See how well the cache serves.' },
  ],
  commands: [cacheStats],
  texts,
});
