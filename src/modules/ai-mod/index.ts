/**
 * AI moderation as staff handle it: on and off, tried, measured, explained, decided about. Who is asked, and what follows,
 * is elsewhere.
 */
import { defineModule } from '../../sdk/index.ts';
import { aiApprove, aiDismiss, aiModel, aiOff, aiOn } from './change.ts';
import { aiBudget, aiEval, aiExplain, aiStatus, aiTest } from './look.ts';
import { texts } from './texts.ts';

export const aiMod = defineModule({
  name: 'ai-mod',
  version: '1.0.0',
  capabilities: [
    { name: 'ai.view', least: 'helper', text: 'See what models said about messages.' },
    { name: 'ai.review', least: 'moderator', text: 'Decide about suggestions of models.' },
    { name: 'ai.manage', least: 'administrator', text: 'Switch AI moderation on and off.' },
  ],
  commands: [
    ...[aiApprove, aiBudget, aiDismiss, aiEval, aiExplain, aiModel, aiOff, aiOn, aiStatus, aiTest],
  ],
  texts,
});
