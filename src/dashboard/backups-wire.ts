/** Backups, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export type BackupTypeName = 'daily' | 'weekly' | 'monthly' | 'manual' | 'safety';

export interface CertificateView {
  readonly atMs: number;
  readonly tookMs: number;
  readonly product: string;
  readonly tables: number;
  readonly rows: number;
}

export type ProofView =
  | { readonly state: 'verified' | 'sealed'; readonly atMs: number }
  | { readonly state: 'damaged'; readonly atMs: number; readonly damage: string };

/** One backup, without its long lists. */
export interface BackupEntry {
  readonly id: string;
  readonly type: BackupTypeName;
  readonly createdAtMs: number;
  readonly engine: 'sqlite' | 'postgres';
  readonly compression: string;
  readonly encrypted: boolean;
  readonly product: string;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly sha256: string;
  readonly author: string;
  readonly pinned: boolean;
  readonly label?: string | undefined;
  readonly note?: string | undefined;
  readonly proof: ProofView;
  readonly copies?: readonly string[] | undefined;
  readonly certificate?: CertificateView | undefined;
  readonly tables: number;
  readonly rows: number;
}

export interface GoingEntry {
  readonly id: string;
  readonly why:
    | { readonly kind: 'count'; readonly type: BackupTypeName; readonly keep: number }
    | { readonly kind: 'size'; readonly maxBytes: number };
}

export interface TurnView {
  readonly type: BackupTypeName | 'drill';
  readonly lastMs?: number;
  readonly nextMs: number;
  readonly overdue: boolean;
}

/** What is being done now, by whomever. */
export interface ActivityView {
  readonly what: 'create' | 'verify' | 'drill' | 'restore' | 'change' | 'fetch';
  readonly id?: string;
  readonly sinceMs: number;
  readonly step?: { readonly step: string; readonly done: number };
}

/** How something that the page asked for has ended. */
export interface EndedView {
  /** Counts up, so that a page sees which it has told of. */
  readonly number: number;
  readonly what: ActivityView['what'];
  readonly id: string;
  /** What went wrong; absent where it went well. */
  readonly problem?: string;
  /** After a restore: the backup of what was there, and whether the program starts anew by itself. */
  readonly staged?: { readonly safety?: string; readonly restarting: boolean };
}

export interface BackupsNow {
  readonly activity?: ActivityView;
  readonly ended?: EndedView;
}

/** Everything on the page. */
export interface BackupBoard {
  /** Newest first. */
  readonly backups: readonly BackupEntry[];
  readonly count: number;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly freeBytes: number;
  readonly maxBytes?: number;
  readonly keep: readonly { readonly type: BackupTypeName; readonly keep: number }[];
  readonly strays: readonly string[];
  readonly lastProven?: { readonly id: string; readonly certificate: CertificateView };
  readonly schedule: { readonly on: boolean; readonly turns: readonly TurnView[] };
  readonly goesNow: readonly GoingEntry[];
  readonly goesNext: readonly {
    readonly type: BackupTypeName;
    readonly going: readonly GoingEntry[];
  }[];
  readonly now: BackupsNow;
}

/** What a restore would do. */
export interface RestorePreviewView {
  readonly backup: BackupEntry;
  readonly ageMs: number;
  /** Tables whose number of rows would change, most changed first. */
  readonly changes: readonly {
    readonly table: string;
    readonly now: number;
    readonly then: number;
  }[];
  /** Good once, for a minute, for this backup as it is now. */
  readonly code: string;
  readonly validMs: number;
}
