import type { Refusal } from '../../base/result.ts';
import type { Actor } from '../../core/actor.ts';
import type { Answer } from '../../core/commands/command.ts';
import type { Given } from '../../core/commands/read-arguments.ts';
import type { ActorId, MessageId } from '../../base/ids.ts';
import type { Place } from '../../core/event.ts';
import type { SettingValue } from '../../core/settings/kinds.ts';
import type { Facts } from '../../core/texts/texts.ts';

/** What of a use of a command goes to a guest. */
export interface GuestCall extends Standing {
  /** Asked for by this number: who is meant by a word. */
  readonly call: number;
  readonly given: Given;
  readonly caller: Actor;
  readonly where: Place;
  readonly community?: string;
  readonly prefix: string;
  /** The message that the command stood in. */
  readonly message?: MessageId;
}

/** What a guest is asked while somebody types into an argument of its. */
export interface Typing {
  readonly index: number;
  readonly argument: string;
  readonly typed: string;
  readonly where: Place;
  readonly others: Readonly<Record<string, string>>;
  /** The names of the commands there are. */
  readonly commands: readonly string[];
  readonly standing: Standing;
}

/** What holds where something happens, at that moment. */
export interface Standing {
  /** The guest's own settings: here, and for the whole instance. */
  readonly here?: SettingSheet;
  readonly instance: SettingSheet;
  /** Whose rights are told. Absent where nobody in particular asks. */
  readonly asker?: ActorId;
  /** His rank here, and which of the guest's capabilities he lacks, with why. */
  readonly rank?: string;
  readonly lacks?: Readonly<Record<string, Refusal>>;
}

export type SettingSheet = Readonly<Record<string, SettingValue>>;

/** A text that was asked for: where it goes, `\u0001<its number>\u0002` stands. */
export interface Said {
  readonly key: string;
  readonly facts: Facts;
}

/** An answer before its words are chosen: a guest does not know in which language it is read. */
export interface Shown {
  readonly answer: Answer;
  readonly said: readonly Said[];
}

/** What a page or card shows, before its words are chosen. */
export interface Worded {
  readonly content: unknown;
  readonly said: readonly Said[];
}

/** What a use came to. `plain` where it looks otherwise without controls; `outcome`: what its controls are pressed by. */
export type Used =
  | { readonly ok: true; readonly shown: Shown; readonly plain?: Shown; readonly outcome?: number }
  | { readonly ok: false; readonly error: Refusal };

/** What stands for a text until its words are chosen. */
export const markOfSaid = (at: number): string => `\u0001${at}\u0002`;
export const saidMarks = /\u0001(\d{1,4})\u0002/gu;
