import type { ActorId } from '../base/ids.ts';

/** What the platform itself says of someone's standing in one space. Strongest first. */
export const standings = ['owner', 'administrator', 'moderator', 'helper', 'member'] as const;
export type Standing = (typeof standings)[number];

/**
 * Who does something, as seen in one place at one moment. The id is stable and what everything is
 * keyed by; name and mention are for display only.
 */
export interface Actor {
  readonly id: ActorId;
  readonly name: string;
  /** How a message addresses this person: `<@123>` on Discord, the nick on IRC. */
  readonly mention: string;
  /** What the platform's own verbs take: a snowflake on Discord, the current nick on IRC. */
  readonly native: string;
  /** A program, by the platform's own mark. Castellan never answers those. */
  readonly bot: boolean;
  readonly standing: Standing;
  /** Role ids on Discord; empty on IRC. */
  readonly roles: readonly string[];
  /** Whether a services account (IRC) or the platform itself (Discord) vouches for who this is. */
  readonly identified: boolean;
}
