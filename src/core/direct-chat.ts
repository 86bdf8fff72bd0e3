import type { Actor } from './actor.ts';
import type { Place } from './event.ts';

/** Where a line of one's own leads: an address as numbers, never a name that would have to be looked up. */
export interface ChatAddress {
  readonly host: string;
  readonly port: number;
}

/** How someone wants to talk to the bot past the network (DCC CHAT on IRC). */
export type ChatWish =
  /** He listens there, and we connect. The token is the one of an offer of ours, where this answers one. */
  | (ChatAddress & { readonly kind: 'connect'; readonly token?: string })
  /** We listen, and tell him where; a token goes back with the address. */
  | { readonly kind: 'listen'; readonly token?: string }
  /** Nothing that can be done: it makes no sense, or it asks for an encryption that we do not have. */
  | { readonly kind: 'impossible'; readonly why: 'malformed' | 'encrypted' };

/** Somebody asks for a line of his own. It proves nothing that he asks: who he is must be looked at, and proven on that line. */
export interface DirectChatRequest {
  readonly where: Place;
  readonly actor: Actor;
  /** What the bot is called there. */
  readonly self: string;
  readonly wish: ChatWish;
  /** Tells him, over the network, where we listen. With port 0 and a token, that he shall listen himself. */
  readonly offer: (address: ChatAddress & { readonly token?: string }) => void;
  /** Says something, over the network, to him alone. */
  readonly tell: (text: string) => void;
}

export type TakeDirectChat = (request: DirectChatRequest) => void;
