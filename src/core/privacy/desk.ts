import type { ActorId, SpaceId } from '../../base/ids.ts';
import type { ErasedBy, Erased } from './privacy.ts';

/** How much is kept of somebody, by what kind of thing it is. */
export interface KeptOf {
  readonly actor: ActorId;
  readonly names: readonly string[];
  /** Tables and parts, by name. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
}

/** What an erasure would take. */
export type ErasePreview = KeptOf & { readonly total: number };

/** What people do about what is kept of them, and operators for them. */
export interface PrivacyDesk {
  look(actor: ActorId): Promise<ErasePreview>;
  /** Writes everything that is kept of somebody into a file that only the operator can read; its path. */
  export(actor: ActorId): Promise<ErasePreview & { readonly path: string }>;
  erase(actor: ActorId, by: ErasedBy): Promise<Erased>;
  /** Somebody asks to be forgotten: operators are told, and decide. */
  ask(asking: { readonly actor: ActorId; readonly name: string; readonly space?: SpaceId }): void;
  /** Days that each kind of data is kept; 0: for ever. */
  retention(): readonly { readonly setting: string; readonly days: number }[];
}
