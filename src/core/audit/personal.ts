import type { PersonalHook } from '../privacy/privacy.ts';
import type { AuditStore } from './store.ts';

type Store = Pick<AuditStore, 'about' | 'actors' | 'erase' | 'namesOf'>;

/** The audit forgets a person in its own way: a pseudonym in the column would break the chain. */
export const personalAudit = (store: Store): PersonalHook => ({
  name: 'audit',
  tell: (person) => store.about(person),
  erase: (erasure) => store.erase(erasure, erasure),
  everybody: () => store.actors(),
  namesOf: (actor) => store.namesOf(actor),
});
