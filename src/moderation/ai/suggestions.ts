import type { CommunityId, MessageId } from '../../base/ids.ts';
import type { Actor } from '../../core/actor.ts';
import type { Place } from '../../core/event.ts';
import type { AiAction } from './verdict.ts';

/** Something that a person should decide. */
export interface Suggestion {
  readonly community: CommunityId;
  readonly source: { readonly kind: 'ai'; readonly name: string };
  readonly message: {
    readonly place: Place;
    readonly actor: Actor;
    readonly text: string;
    readonly id?: MessageId;
    /** Epoch ms. */
    readonly atMs: number;
  };
  /** In words. */
  readonly rule: string;
  readonly quote: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** In millionths of one's currency. */
  readonly cost: number;
  readonly suggested: AiAction;
  /** Under which the verdict is kept. */
  readonly verdict: string;
}

/** `changed`: something else was done than was suggested; there was something to it. */
export type Decision = 'approved' | 'changed' | 'dismissed';

/** Where suggestions go. Whoever decides says so by `verdictJudged`, with the id that `suggest` gave. */
export interface Suggestions {
  suggest(suggestion: Suggestion): Promise<string>;
}
