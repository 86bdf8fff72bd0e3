/**
 * Help: lists what the caller may use here and explains single commands. With controls it is a menu,
 * without them a few short lines.
 */
import { defineModule } from '../../sdk/index.ts';
import { help as command } from './help.ts';
import { texts } from './texts.ts';

export const help = defineModule({ name: 'help', version: '1.0.0', commands: [command], texts });
