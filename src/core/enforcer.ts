import type { Refusal, Result } from '../base/result.ts';
import type { ActorId, MessageId } from '../base/ids.ts';
import type { Actor } from './actor.ts';
import type { Place } from './event.ts';

/** Measures that hold until they are lifted. `exempt`: no ban holds them. `invex`: they come in without an invitation. */
export const lastingMeasures = ['mute', 'ban', 'exempt', 'invex'] as const;
export type Lasting = (typeof lastingMeasures)[number];
/** What can be done to people in a space. `mute`: they stay, and cannot speak. `purge`: what was said is deleted. */
export type Measure = Lasting | 'kick' | 'purge';

/** Somebody to be dealt with, here or not. */
export interface Subject {
  readonly id: ActorId;
  readonly name: string;
  /** What the network's own verbs take: a snowflake on Discord; a nick or a mask on IRC. */
  readonly native: string;
}

/** What is wanted, before anything is looked at. */
export interface Wish {
  readonly measure: Measure;
  /** Absent only for a purge of whatever was said. */
  readonly subject?: Subject | undefined;
  /** Whose own standing counts: nobody acts on his equals. Absent for the program itself and its owner. */
  readonly by?: Actor | undefined;
  /** Of a purge: how many messages at most, and before which one. */
  readonly count?: number | undefined;
  readonly before?: MessageId | undefined;
}

/** What the network is to be told, as plain data: it is kept before it is done, because it must outlive the process. */
export interface Order {
  readonly measure: Measure;
  /** What will stand on the network, in its own words: `b *!*@host`, a snowflake. Of a purge, the messages. */
  readonly marks: readonly string[];
  readonly subject?: Subject | undefined;
  /** Epoch ms; absent: until it is lifted. */
  readonly untilMs?: number | undefined;
  /** For the network's own log. */
  readonly reason: string;
}

/** What an act would do, in numbers. */
export interface Forecast {
  readonly marks: readonly string[];
  /** People here whom it would hit besides the one who is meant. Nobody is hit who is not counted here. */
  readonly others: readonly string[];
  /** People, or messages. */
  readonly count: number;
  /** Messages that the network does not let be deleted any more. */
  readonly tooOld: number;
}

/** What was done: how many it hit, and what stands on the network now. */
export interface Imposed {
  readonly count: number;
  readonly marks: readonly string[];
}

/** A ban as the network lists it. */
export interface StandingBan {
  /** As in `Order.marks`. */
  readonly mark: string;
  /** Who is banned, or the mask, as people read it. */
  readonly name: string;
  /** What whoever set it is called; absent where the network does not tell. */
  readonly by?: string;
  readonly atMs?: number;
  readonly reason?: string;
}

/** An entry of a list on the network. */
export interface Standing {
  /** What it does to people; absent for entries that do nothing known. */
  readonly measure?: Lasting;
  readonly mark: string;
  /** Whom it is about, where it says. */
  readonly subject?: Subject;
  readonly setBy?: string;
  readonly setAtMs?: number;
  readonly reason?: string;
  /** Who set it, as somebody who has an id; `own`: this program. Absent where the network does not tell. */
  readonly setter?: { readonly id: string; readonly name: string; readonly own: boolean };
  /** Epoch ms: when it ends by itself. */
  readonly untilMs?: number;
}

/** What stands at a place, and of which measures that is all there is: Discord lists bans, and no timeouts. */
export interface Listed {
  readonly complete: ReadonlySet<Lasting>;
  readonly entries: readonly Standing[];
}

/** `gone`: there was nothing to lift. */
export type LiftOutcome = 'done' | 'gone';

export interface PowerChange {
  readonly subject: Subject;
  readonly powers: readonly string[];
  readonly given: boolean;
  readonly reason: string;
}

/**
 * Punishes and pardons in the spaces of one connection: a few verbs that know nothing of cases. Only the one place that
 * acts uses it. Every method rejects with a CastellanError where the network is away, and refuses, in words that say
 * what to do, what the network or its ranks do not allow.
 */
export interface Enforcer {
  readonly can: ReadonlySet<Measure>;
  /** A mute holds no longer than this by itself and has to be set again; absent: as long as nobody lifts it. */
  readonly longestMuteMs?: number;
  /** Whom a text names here, present or not: a mention, an id, a name, a mask. */
  find(where: Place, text: string): Promise<Subject | undefined>;
  /** Looks at rights and ranks first, then at whom it would hit. Changes nothing. */
  forecast(where: Place, wish: Wish): Promise<Result<Forecast>>;
  /** Whether ranks let this person be warned: that asks nothing of the network, and is no less an act on him. */
  mayWarn(where: Place, wish: Pick<Wish, 'subject' | 'by'>): Promise<Result<void>>;
  /**
   * Gets the rank that acting takes, where the network gives it to the bot when asked (services on IRC); refused where
   * it does not. Absent where nothing has to be asked for.
   */
  prepare?(where: Place): Promise<Result<void>>;
  /** Done again where it stands already, it changes nothing. */
  impose(where: Place, order: Order): Promise<Result<Imposed>>;
  lift(
    where: Place,
    measure: Lasting,
    marks: readonly string[],
    reason: string,
  ): Promise<Result<LiftOutcome>>;
  /** Everything on the network that holds this person so now, whoever set it. */
  standing(where: Place, measure: Lasting, subject: Subject): Promise<Result<readonly string[]>>;
  /** Every ban that stands here now, whoever set it; 50,000 at most. */
  bans(where: Place): Promise<Result<readonly StandingBan[]>>;
  /** Whether this person is here. */
  isHere(where: Place, subject: Subject): Promise<boolean>;
  /** What stands in the lists of the place, whoever set it: what holds people, or `all`, exceptions too. */
  lists(where: Place, what?: 'holding' | 'all'): Promise<Result<Listed>>;
  /**
   * What was set after that moment (epoch ms) and still stands, as the network's log tells. Present where its lists do
   * not say when entries were set.
   */
  setSince?(where: Place, sinceMs: number): Promise<Result<readonly Standing[]>>;
  /** What gives this person power over others here, in the network's own words. */
  powers(where: Place, subject: Subject): Promise<Result<readonly string[]>>;
  /** Takes (`given: false`) or gives such powers. Goes on after one that is refused; refused where none could be changed. */
  setPowers(where: Place, change: PowerChange): Promise<Result<readonly string[]>>;
}

/** The key of a refusal because this cannot be done here at all. */
export const cannotHere = (measure: Measure): Refusal => ({
  key: `act.cannot.${measure}`,
  facts: {},
});
