import type { ActorId, CommunityId } from '../../base/ids.ts';
import type { Place } from '../event.ts';

/** Somebody or something that the guard holds back now. */
export interface HeldBack {
  /** The stage: `sanction`, `window`, `bucket`, `channel`, `cooldown`, `output`, `output-global`. */
  readonly stage: string;
  /** What it is: `muted`, `banned`, `too-fast`, `used-up`, `channel-quiet`, `cooling-down`, `same-command`. */
  readonly reason: string;
  readonly actor?: string;
  readonly channel?: string;
  readonly command?: string;
  /** What people call the actor, and the channel, where it is known. */
  readonly name?: string;
  readonly place?: string;
  readonly leftMs: number;
}

/** Where one person stands with the limits of a place. */
export interface Standing {
  readonly inWindow: number;
  readonly windowMax: number;
  readonly left: readonly {
    readonly category: string;
    readonly tokens: number;
    readonly burst: number;
  }[];
  readonly strikes: number;
  readonly violations: number;
  readonly bans: number;
  /** Mutes and bans that hold in this place. */
  readonly held: readonly { readonly kind: string; readonly leftMs: number }[];
}

/** Decisions since the start. */
export interface Decisions {
  readonly allowed: number;
  readonly refused: number;
  readonly byStage: readonly { readonly stage: string; readonly refused: number }[];
}

/** How a stage is meant: refuse, only tell operators, only count, not look. */
export type StageMode = 'live' | 'watch' | 'shadow' | 'off';

/** The limits that hold in a place. */
export interface LimitsInForce {
  readonly window: { readonly max: number; readonly windowMs: number };
  readonly buckets: readonly {
    readonly category: string;
    readonly perMinute: number;
    readonly burst: number;
  }[];
  readonly sameCommand: { readonly max: number; readonly windowMs: number };
  readonly channel: { readonly max: number; readonly windowMs: number; readonly silenceMs: number };
  readonly strikes: { readonly max: number; readonly muteMs: number };
  readonly violations: {
    readonly max: number;
    readonly windowMs: number;
    readonly banMs: number;
    readonly longestBanMs: number;
  };
  readonly noticeEveryMs: number;
  readonly modes: Readonly<
    Record<'sanction' | 'window' | 'bucket' | 'channel' | 'cooldown', StageMode>
  >;
}

/** One channel's guard now. */
export interface ChannelLayer {
  readonly place: string;
  readonly count: number;
  readonly max: number;
  readonly windowMs: number;
  readonly silentForMs: number;
  readonly mode: StageMode;
}

/** What the guard of our own messages counts and holds back: of everything on a connection together, or of one target. */
export interface OutputLayer {
  readonly connection: string;
  /** Absent for everything together. */
  readonly place?: string;
  readonly count: number;
  readonly max: number;
  readonly windowMs: number;
  /** For everything together: how long only those within their share are answered yet. */
  readonly silentForMs: number;
  /** Messages that wait. */
  readonly waiting: number;
  /** Messages that were kept back for good, in this silence or in the last one. */
  readonly dropped: number;
}

/** Someone who has used up most of a limit of his own. */
export interface Near {
  readonly name: string;
  readonly place: string;
  readonly inWindow: number;
  readonly windowMax: number;
  /** The category of which the least is left. */
  readonly category: string;
  readonly tokens: number;
  readonly burst: number;
}

/** A command that rests after a use, in one place. */
export interface CooldownInForce {
  readonly command: string;
  readonly lengthMs: number;
  /** Milliseconds until it may be used again; 0: now. */
  readonly leftMs: number;
}

/** What someone with the right to do so sets. */
export interface Hold {
  readonly kind: 'muted' | 'banned';
  readonly forMs: number;
  /** For display. */
  readonly name?: string;
  /** Where it holds; absent: everywhere, until it is lifted everywhere. */
  readonly within?: CommunityId;
}

/** What lifting came to: nothing was there, it is gone, or it is gone here and goes on elsewhere. */
export type Lifted = false | 'gone' | 'gone-here';

type Spot = Pick<Place, 'connection' | 'channel' | 'space' | 'platform' | 'name'>;

/** What operators see of the guard, and what they can do about it. */
export interface Levers {
  decisions(): Decisions;
  /** What is held back in the community of a place, or everywhere. Longest first. */
  held(where?: Spot): readonly HeldBack[];
  /** The guard of one channel, or of all where something counts. */
  channels(where?: Spot): readonly ChannelLayer[];
  /** People near a limit of their own, in the community of a place or everywhere. The nearest first. */
  near(where?: Spot): readonly Near[];
  /** What is said on a place's connection and in its channel, or everywhere. */
  output(where?: Spot): readonly OutputLayer[];
  standing(actor: ActorId, where: Spot): Standing;
  limits(where: Spot): LimitsInForce;
  /** Mutes or bans, or lengthens that; never shortens it. */
  hold(actor: ActorId, hold: Hold): void;
  /** Lifts a mute in one community, or everywhere. */
  unmute(actor: ActorId, within?: CommunityId): Lifted;
  /** Lifts a temporary ban in one community, or everywhere. */
  unban(actor: ActorId, within?: CommunityId): Lifted;
  /** Forgets everything that is counted about one actor, or about everyone. */
  reset(actor: ActorId | { readonly all: true }): void;
  /** Ends a channel's silence and forgets what was counted there; whether it was silent. */
  lift(where: Pick<Spot, 'channel'>): boolean;
  /** Commands that rest in a place after a use. */
  cooldowns(where: Spot): readonly CooldownInForce[];
  /** The setting that holds how many seconds a command rests. */
  cooldownSetting(command: string): string;
  /** Ends a command's running cooldown in a channel, or all of them; how many were running. */
  clearCooldowns(where: Pick<Spot, 'channel'>, command?: string): number;
}
