import {
  type Kept,
  type SentenceChange,
  type SentenceRevision,
  type SentenceStore,
  sentenceStore,
} from '../../core/sentences/sentence-store.ts';
import type { Database } from '../../storage/index.ts';
import { type Mode, modes } from './rule.ts';

/** What people call a rule, where it stands, and its sentence. */
interface RuleSaid {
  /** Rules are asked in this order. */
  readonly position: number;
  readonly name: string;
  readonly mode: Mode;
  readonly sentence: string;
}

export type KeptRule = Kept<RuleSaid>;
export type RuleChange = SentenceChange<RuleSaid>;
export type RuleRevision = SentenceRevision<RuleSaid>;
export type RuleStore = SentenceStore<RuleSaid>;

export const ruleStore = (database: Database): RuleStore =>
  sentenceStore<RuleSaid>(database, {
    ...{ kept: 'automod_rules', revisions: 'automod_revisions', order: 'position' },
    read: (field) => ({
      position: Number(field('position')),
      name: String(field('name')),
      mode: modes.find((mode) => mode === field('mode')) ?? 'off',
      sentence: String(field('sentence')),
    }),
  });
