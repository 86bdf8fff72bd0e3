import type { Refusal, Result } from '../../base/result.ts';
import type { Author } from '../settings/settings.ts';

export type OfferStatus = 'working' | 'beta' | 'broken';

/** An extension that an index offers. */
export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly details?: string;
  readonly version: string;
  readonly author: string;
  readonly status: OfferStatus;
  readonly category: string;
  /** Of the extension's code, like `MIT`. */
  readonly licence: string;
  /** When this version was put into the index, like `2026-11-26`. */
  readonly date: string;
  readonly homepage?: string;
  /** The Castellans that it works with, as a semver range. */
  readonly castellan?: string;
  /** What it asks to be allowed to do, as its manifest says it. */
  readonly powers: readonly string[];
  readonly sizeBytes: number;
  /** The name of the index. */
  readonly index: string;
  /** The beginning of the hash of its publisher's key. */
  readonly publisher: string;
}

/** An index that the configuration names. */
export interface IndexStanding {
  readonly url: string;
  readonly name?: string;
  readonly serial?: number;
  readonly expiresAtMs?: number;
  /** Why nothing of it is offered. */
  readonly problem?: Refusal;
}

/** An extension of a market on this machine. */
export interface Held {
  readonly id: string;
  /** The version whose files lie in the folder of extensions; absent until it was enabled for the first time. */
  readonly enabled?: string;
  /** Waits to be enabled. */
  readonly staged?: string;
  /** What a rollback brings back. */
  readonly previous?: string;
}

/** What an extension has kept. */
export interface KeptData {
  /** In its tables. */
  readonly rows: number;
  readonly values: number;
  readonly files: number;
  /** Set by somebody, anywhere. */
  readonly settings: number;
}

export interface Uninstall {
  readonly by: Author;
  /** What it kept goes, too. */
  readonly purge?: boolean;
}

export interface Uninstalled {
  readonly id: string;
  /** What it had kept; where `purged`, it is gone. */
  readonly kept: KeptData;
  readonly purged: boolean;
  /** Others that need it, and will not be loaded without. */
  readonly neededBy: readonly string[];
}

export interface MarketView {
  readonly offers: readonly Offer[];
  readonly indexes: readonly IndexStanding[];
  readonly held: readonly Held[];
}

/** Something that an extension asks for and that is not there. */
export interface Missing {
  readonly extension: string;
  readonly what: string;
  readonly kind: 'package' | 'extension';
  /** What an operator types to bring it, on the machine or on chat. Nobody types it for him. */
  readonly todo: string;
}

/** The market as operators use it. What is installed does not run until it is enabled. */
export interface MarketDesk {
  /** 16 characters that tell this instance from others; secret. */
  instanceId(): Promise<string>;
  hasAccepted(person: string): Promise<boolean>;
  accept(person: string): Promise<void>;
  /** What there is; remembered for 300 s. Refuses with `market.no-index`. */
  look(): Promise<Result<MarketView>>;
  /** Asks every index again. */
  refresh(): Promise<Result<MarketView>>;
  held(): Promise<readonly Held[]>;
  /** Downloads and checks it, and lays it beside what runs. */
  install(id: string): Promise<Result<Held>>;
  /** As `install`, where there is a newer version of something that is installed. */
  update(id: string): Promise<Result<Held>>;
  /** Puts what waits in its place and loads it. Where that fails, the version before goes on. */
  enable(id: string): Promise<Result<Held>>;
  /** The version before, in the place of the one that is enabled. */
  rollback(id: string): Promise<Result<Held>>;
  /**
   * Takes it out with its files and what it was allowed; what it kept stays, unless asked. Refuses with `extensions.needed`
   * while another that runs needs it. With `purge`, also removes what one that was taken out before has left.
   */
  uninstall(id: string, how: Uninstall): Promise<Result<Uninstalled>>;
  /** What it has kept, counted. */
  kept(id: string): Promise<KeptData>;
  /** What extensions ask for and have not; never brings it. */
  missing(): Promise<readonly Missing[]>;
}
