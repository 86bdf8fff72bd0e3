import type { Rank } from './permissions/ranks.ts';

/** What begins an automation. */
export type AutomationTrigger =
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'boost' }
  /** Somebody says anything at all. */
  | { readonly kind: 'message' }
  /** … one of these, as words of their own; a star opens a word: `help*`. */
  | { readonly kind: 'says'; readonly words: readonly string[] }
  | { readonly kind: 'matches'; readonly source: string; readonly flags: string }
  /** On one message, by its id; without an emoji: any. */
  | {
      readonly kind: 'reaction';
      readonly added: boolean;
      readonly emoji?: string | undefined;
      readonly message: string;
    }
  | { readonly kind: 'command'; readonly name: string }
  /** The five fields of a cron schedule, in the community's time zone. */
  | { readonly kind: 'cron'; readonly fields: string }
  | { readonly kind: 'every'; readonly everyMs: number }
  /** `2027-01-31 20:00`, as clocks in the community show it; then the automation is switched off. */
  | { readonly kind: 'once'; readonly moment: string };

/** A role, by its id where the network has been asked, and by the name that it had then. */
export interface RoleNamed {
  readonly id?: string | undefined;
  readonly name: string;
}

/** For whom a cooldown counts. */
export type CooldownPer = 'person' | 'channel' | 'everyone';

/** One thing that must hold. `not` turns it round. */
export type AutomationCondition =
  | { readonly kind: 'channel'; readonly not: boolean; readonly channels: readonly string[] }
  | { readonly kind: 'role'; readonly not: boolean; readonly role: RoleNamed }
  | {
      readonly kind: 'rank';
      readonly not: boolean;
      readonly least: Extract<Rank, 'helper' | 'moderator' | 'administrator'>;
    }
  /** The account is younger than this; where its age is not told, neither this nor its opposite holds. */
  | { readonly kind: 'age'; readonly not: boolean; readonly underMs: number }
  | { readonly kind: 'registered'; readonly not: boolean }
  | { readonly kind: 'platform'; readonly not: boolean; readonly platform: 'discord' | 'irc' }
  | { readonly kind: 'chance'; readonly percent: number }
  | { readonly kind: 'cooldown'; readonly per: CooldownPer; readonly withinMs: number };

/** What is done. Texts are templates. */
export type AutomationAction =
  /** Where it happened, unless a channel is named. */
  | { readonly kind: 'say'; readonly text: string; readonly channel?: string | undefined }
  | { readonly kind: 'reply'; readonly text: string }
  /** To the person alone. */
  | { readonly kind: 'tell'; readonly text: string }
  | { readonly kind: 'role'; readonly give: boolean; readonly role: RoleNamed }
  | { readonly kind: 'mode'; readonly give: boolean; readonly mode: 'voice' | 'op' }
  | { readonly kind: 'react'; readonly emoji: string }
  | { readonly kind: 'delete' };

/** An automation as data: when this happens, and all of these hold, then all of that, in order. */
export interface Automation {
  readonly on: AutomationTrigger;
  readonly when: readonly AutomationCondition[];
  readonly then: readonly AutomationAction[];
}

/** `paused`: by the program, because it failed too often. */
export const automationModes = ['on', 'off', 'paused'] as const;
export type AutomationMode = (typeof automationModes)[number];
