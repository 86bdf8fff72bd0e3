/**
 * Audit: who did what with administrative rights, and whether the log of it is whole. Writing it down is done by
 * the core, for every way in.
 */
import { defineModule } from '../../sdk/index.ts';
import { auditList, auditVerify } from './audit.ts';
import { texts } from './texts.ts';

export const audit = defineModule({
  name: 'audit',
  version: '1.0.0',
  capabilities: [
    { name: 'audit.view', least: 'administrator', text: 'See who did what with special rights.' },
  ],
  commands: [auditList, auditVerify],
  texts,
});
