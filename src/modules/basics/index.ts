/**
 * Basics: is it awake, what is it, what has it done. Nothing here needs a right.
 */
import { defineModule } from '../../sdk/index.ts';
import { about } from './about.ts';
import { ping } from './ping.ts';
import { stats } from './stats.ts';
import { texts } from './texts.ts';

export const basics = defineModule({
  name: 'basics',
  version: '1.0.0',
  commands: [about, ping, stats],
  texts,
});
