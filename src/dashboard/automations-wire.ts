/** Automations, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export type TriggerPart =
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'boost' }
  | { readonly kind: 'message' }
  | { readonly kind: 'says'; readonly words: readonly string[] }
  | { readonly kind: 'matches'; readonly source: string; readonly flags: string }
  | {
      readonly kind: 'reaction';
      readonly added: boolean;
      readonly emoji?: string | undefined;
      readonly message: string;
    }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'cron'; readonly fields: string }
  | { readonly kind: 'every'; readonly everyMs: number }
  | { readonly kind: 'once'; readonly moment: string };

export interface RolePart {
  readonly id?: string | undefined;
  readonly name: string;
}

export type ConditionPart =
  | { readonly kind: 'channel'; readonly not: boolean; readonly channels: readonly string[] }
  | { readonly kind: 'role'; readonly not: boolean; readonly role: RolePart }
  | {
      readonly kind: 'rank';
      readonly not: boolean;
      readonly least: 'helper' | 'moderator' | 'administrator';
    }
  | { readonly kind: 'age'; readonly not: boolean; readonly underMs: number }
  | { readonly kind: 'registered'; readonly not: boolean }
  | { readonly kind: 'platform'; readonly not: boolean; readonly platform: 'discord' | 'irc' }
  | { readonly kind: 'chance'; readonly percent: number }
  | {
      readonly kind: 'cooldown';
      readonly per: 'person' | 'channel' | 'everyone';
      readonly withinMs: number;
    };

export type ActionPart =
  | { readonly kind: 'say'; readonly text: string; readonly channel?: string | undefined }
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'tell'; readonly text: string }
  | { readonly kind: 'role'; readonly give: boolean; readonly role: RolePart }
  | { readonly kind: 'mode'; readonly give: boolean; readonly mode: 'voice' | 'op' }
  | { readonly kind: 'react'; readonly emoji: string }
  | { readonly kind: 'delete' };

export interface AutomationParts {
  readonly on: TriggerPart;
  readonly when: readonly ConditionPart[];
  readonly then: readonly ActionPart[];
}

export type AutomationOutcomeName = 'done' | 'passed' | 'failed' | 'busy' | 'guarded';

export interface AutomationEntry {
  readonly number: number;
  readonly name: string;
  readonly mode: 'on' | 'off' | 'paused';
  readonly sentence: string;
  readonly parts: AutomationParts;
  readonly runs: number;
  readonly last?: { readonly atMs: number; readonly outcome: AutomationOutcomeName };
  readonly nextAtMs?: number;
}

export interface StarterEntry {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  /** Absent where something must be filled in first and the sentence is only a sketch. */
  readonly parts?: AutomationParts;
  readonly ready: boolean;
}

export interface AutomationsView {
  /** Communities that the bot is in. */
  readonly places: readonly { readonly community: string; readonly name: string }[];
  /** The one that is shown; absent where the bot is nowhere. */
  readonly community?: string;
  readonly platform?: string;
  readonly automations: readonly AutomationEntry[];
  readonly starters: readonly StarterEntry[];
}

export interface AutomationStep {
  /** A condition or something to do, in words. */
  readonly words: string;
  readonly holds?: boolean;
  /** What is said, without markup. */
  readonly text?: string;
  /** Why it could not be done. */
  readonly why?: string;
  readonly note?: 'held' | 'missed';
}

export interface AutomationTrialEntry {
  readonly sentence: string;
  readonly begins: boolean;
  readonly holds: boolean;
  readonly conditions: readonly AutomationStep[];
  readonly deeds: readonly AutomationStep[];
}

export interface AutomationRunEntry {
  readonly atMs: number;
  readonly number: number;
  readonly name: string;
  readonly outcome: AutomationOutcomeName;
  readonly who?: string;
  readonly place: string;
  readonly text: string;
  readonly conditions: readonly AutomationStep[];
  readonly deeds: readonly AutomationStep[];
}

export interface AutomationRevisionEntry {
  readonly seq: number;
  readonly number: number;
  readonly before?: string;
  readonly after?: string;
  readonly by: string;
  readonly via: string;
  readonly atMs: number;
}
