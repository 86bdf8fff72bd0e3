import type { Application, Channel, Guild, JsonObject, Member, Message, User } from './model.ts';

export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Where an interaction stands between the press and the answer. */
export type InteractionState =
  | { readonly state: 'waiting' }
  /** Acknowledged with a promise to answer: "Castellan is thinking…". */
  | { readonly state: 'deferred'; readonly update: boolean }
  | { readonly state: 'answered' }
  /** "The application did not respond." */
  | { readonly state: 'failed' };

/** A form that a bot put in front of someone. */
export interface Modal {
  readonly customId: string;
  readonly title: string;
  readonly fields: readonly ModalField[];
  /** As the bot sent them; the submission mirrors their nesting. */
  readonly components: readonly JsonObject[];
}

export interface ModalField {
  readonly customId: string;
  readonly label: string;
  readonly required: boolean;
  readonly long: boolean;
  readonly value: string | undefined;
  readonly maxLength: number;
  readonly minLength: number;
}

export interface Suggestion {
  readonly name: string;
  readonly value: string | number;
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly application: Application;
  readonly user: User;
  readonly member: Member | undefined;
  readonly guild: Guild | undefined;
  readonly channel: Channel;
  /** Clock time, ms. */
  readonly createdAtMs: number;
  readonly data: JsonObject;
  /** The command's name, for the line above the answer. */
  readonly name: string | undefined;
  /** The message whose control was used. */
  message: Message | undefined;
  progress: InteractionState;
  /** The message that `@original` names. */
  originalId: string | undefined;
  suggestions: readonly Suggestion[] | undefined;
  modal: Modal | undefined;
}
