/**
 * Choose: picks one of several options, with weights; duplicates are dropped and told to the caller alone.
 */
import { defineModule } from '../../sdk/index.ts';
import { pick } from './pick.ts';
import { texts } from './texts.ts';

export const choose = defineModule({ name: 'choose', version: '1.0.0', commands: [pick], texts });
