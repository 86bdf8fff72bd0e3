/**
 * Why: explains refusals to those who were refused, and decisions to operators.
 */
import { defineModule } from '../../sdk/index.ts';
import { texts } from './texts.ts';
import { trace } from './trace.ts';
import { why as command } from './why.ts';

export const why = defineModule({
  name: 'why',
  version: '1.0.0',
  capabilities: [
    { name: 'trace.view', least: 'moderator', text: 'See what became of messages, step by step.' },
  ],
  commands: [command, trace],
  texts,
});
