import type { PersonalHook } from '../privacy/privacy.ts';
import type { AuditStore } from './store.ts';

/** The audit forgets a person in its own way: a pseudonym in the column would break the chain. */
export const personalAudit = (store: Pick<AuditStore, 'about' | 'erase'>): PersonalHook => ({
  name: 'audit',
  tell: (actor) => store.about(actor),
  erase: (actor) => store.erase(actor),
});
