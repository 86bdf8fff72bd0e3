/**
 * Guard lab: why the guard held something back, what it would do if, and what other limits would have done to the last
 * days. Changes nothing.
 */
import { defineModule } from '../../sdk/index.ts';
import { guardReplay } from './replay.ts';
import { guardSimulate } from './simulate.ts';
import { texts } from './texts.ts';
import { guardWhy } from './why.ts';

export const guardLab = defineModule({
  name: 'guard-lab',
  version: '1.0.0',
  commands: [guardReplay, guardSimulate, guardWhy],
  texts,
});
