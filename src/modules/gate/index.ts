/** The gate: the commands of newcomers and of staff. Asking, judging and letting in are elsewhere. */
import { defineModule } from '../../sdk/index.ts';
import { gateList, gatePass, gatePost, gateStatus } from './staff.ts';
import { texts } from './texts.ts';
import { verify } from './verify.ts';

export const gate = defineModule({
  name: 'gate',
  version: '1.0.0',
  capabilities: [
    { name: 'gate.manage', least: 'moderator', text: 'See who is at the gate, and let people in.' },
  ],
  commands: [gateList, gatePass, gatePost, gateStatus, verify],
  texts,
});
