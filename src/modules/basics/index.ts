/**
 * Basics: is it awake, what is it, what has it done. Nothing here needs a right.
 */
import { defineModule } from '../../sdk/index.ts';
import { about } from './about.ts';
import { more } from './more.ts';
import { ping } from './ping.ts';
import { stats } from './stats.ts';
import { status } from './status.ts';
import { texts } from './texts.ts';

export const basics = defineModule({
  name: 'basics',
  version: '1.0.0',
  capabilities: [
    { name: 'status.view', least: 'administrator', text: 'See how the connections are doing.' },
  ],
  commands: [about, more, ping, stats, status],
  texts,
});
