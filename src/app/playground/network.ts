import type {
  ChooseRequest,
  CompleteRequest,
  DirectRequest,
  PlayChange,
  Played,
  PlayNetwork,
  PressRequest,
  SayRequest,
  SlashRequest,
  SubmitRequest,
} from '../../dashboard/index.ts';
import type { Trace } from '../../core/trace.ts';

/** One simulated network as the Playground shows it. */
export interface PlayedNetwork {
  snapshot(): PlayNetwork;
  /** Changes since the last call of the listener. */
  follow(listener: (change: PlayChange) => void): () => void;
  /** Ties a trace to the message that it is about, and tells the followers. */
  explain(trace: Trace): void;
  say(said: SayRequest): Played;
  direct(said: DirectRequest): Played;
  press(pressed: PressRequest): Played;
  choose(chosen: ChooseRequest): Played;
  slash(invoked: SlashRequest): Played;
  submit(filled: SubmitRequest): Played;
  complete(asked: CompleteRequest): Played<readonly string[]>;
}

/** Looks for the people of the Playground: fixed per name, told apart from the accent of the page. */
const colours = ['#b3541e', '#1c7c54', '#7048a8', '#a3336b', '#2b6cb0', '#8a6d00'] as const;

/** The same name has the same colour everywhere. */
export function colourOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return colours[sum % colours.length] ?? colours[0];
}

/** The hundreds that come for one scenario: nobody wants to speak as one of them. */
export const isExtra = (name: string): boolean => /^(raider|visitor)\d/.test(name);
