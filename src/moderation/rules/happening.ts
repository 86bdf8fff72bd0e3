import type { Standing } from '../../core/actor.ts';
import type { Trigger } from './rule.ts';

/** What rules are asked about: an event, reduced to what a rule may look at. The same from every network. */
export interface Happening {
  readonly on: Trigger;
  /** What was written, the name of a person or thread, or the reaction. */
  readonly text: string;
  /** Where: rules of one space never see what another's people did. */
  readonly space: string;
  readonly channel: string;
  readonly channelName: string;
  readonly author: Author;
  /** Names of files, where the platform tells them. */
  readonly files: readonly string[];
  /** People and groups that are called, where the platform tells; else they are counted in the text. */
  readonly mentions?: number;
}

interface Author {
  readonly id: string;
  readonly standing: Standing;
  readonly hasRole: boolean;
  /** Whether the network vouches for an account. */
  readonly identified: boolean;
  /** How long the account exists, where it is known. */
  readonly ageMs?: number;
}

/** Why a condition held. */
export interface Evidence {
  /** Which condition of the rule, from 0. */
  readonly condition: number;
  /** What was counted or measured; 0 where nothing was. */
  readonly value: number;
  /** Where in the text, if it is one place. */
  readonly span?: { readonly from: number; readonly to: number };
}
