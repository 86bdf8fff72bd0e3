/**
 * Health: how the owner of the bot sees how it is, part by part, and what went wrong. Looking is in the core.
 */
import { defineModule } from '../../sdk/index.ts';
import { cleanup } from './cleanup.ts';
import { dbStats, integrityCheck } from './database.ts';
import { healthAlert, healthErrors, healthHistory, healthShow } from './health.ts';
import { texts } from './texts.ts';

export const health = defineModule({
  name: 'health',
  version: '1.0.0',
  capabilities: [
    { name: 'health.view', least: 'instanceOwner', text: 'See how the bot is, part by part.' },
  ],
  commands: [
    ...[cleanup, dbStats, healthAlert, healthErrors, healthHistory, healthShow],
    integrityCheck,
  ],
  texts,
});
