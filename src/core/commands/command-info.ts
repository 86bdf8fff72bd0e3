import type { Arguments } from './arguments.ts';

export interface Described {
  /** One word, or a family and a word: `rate stats`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly category: string;
  /** The capability that the caller needs; without it, everyone may. */
  readonly capability?: string;
  /** Where it makes sense. Default: anywhere. */
  readonly where?: 'space' | 'anywhere';
  /** The whole answer goes to the caller alone, where the platform can. */
  readonly private?: boolean;
  /** Nobody else may see that it was answered: where that cannot be here, it comes as a direct message. */
  readonly whisper?: boolean;
  /** Takes so long that it tells how far it is. */
  readonly slow?: boolean;
  /** What it is given is not written into the audit log: it would outlast what the command does. */
  readonly forgetful?: boolean;
  /** The key of a question that has to be answered with yes before it runs; its facts are the arguments as typed. */
  readonly sure?: string;
  /** Left out of help. */
  readonly hidden?: boolean;
  /** `typed`: never in a network's own menu. `slash`: only from there, where it stands in one. Default: either way. */
  readonly ways?: 'typed' | 'slash';
  /** It can be called on a person or a message, from the network's menus of them, where the text `<name>.menu` names it. */
  readonly menu?: Menu | readonly Menu[];
}

/** What is called in a menu, and which arguments it gives: who it is, what he wrote, the message's id. */
export interface Menu {
  readonly on: 'person' | 'message';
  readonly fills: Readonly<Record<string, 'person' | 'text' | 'message'>>;
  /** Arguments that a form asks for when it is called from here; they may stay blank. At most five. */
  readonly asks?: readonly string[];
}

/** A command as others may know it: everything but running it. */
export interface CommandInfo extends Described {
  readonly args: Arguments;
  readonly aliases: readonly string[];
  /** The module that brought it. */
  readonly module?: string;
}

/** The commands there are, for help and completion. */
export interface CommandList {
  all(): readonly CommandInfo[];
  find(name: string): CommandInfo | undefined;
  /** A name close enough to be a slip of the keyboard. */
  closest(typed: string): string | undefined;
}
