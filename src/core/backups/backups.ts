import type { ActorId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';

/**
 * Copies of Castellan's own database, as everything above knows them. (A copy of a space's structure is
 * a snapshot and lives elsewhere.)
 */
export const backupTypes = ['daily', 'weekly', 'monthly', 'manual', 'safety'] as const;
/** What a backup was made for; how long it is kept follows from that. */
export type BackupType = (typeof backupTypes)[number];

/** How a backup can be packed. */
export const compressions = ['zstd', 'gzip', 'none'] as const;
/** How a backup is packed. */
export type Compression = (typeof compressions)[number];

/** What is wrong with a backup that must not be used. */
export const damages = [
  'missing',
  'size',
  'hash',
  'unreadable',
  'content',
  'integrity',
  'foreign_keys',
  'counts',
  'no_identity',
  'wrong_key',
] as const;
export type Damage = (typeof damages)[number];

/** The last look at a whole backup: `sealed` says that its bytes are right and its content needs a key that is not here. */
export type Proof =
  | { readonly state: 'verified'; readonly atMs: number }
  | { readonly state: 'sealed'; readonly atMs: number }
  | { readonly state: 'damaged'; readonly atMs: number; readonly damage: Damage };

/** A restore that was tried out in a scratch place with the program's own code. */
export interface Certificate {
  readonly atMs: number;
  readonly tookMs: number;
  readonly product: string;
  readonly tables: number;
  readonly rows: number;
}

/** One backup, as its manifest tells. */
export interface Backup {
  /** `castellan_backup_daily_20260101_030000Z`, unique. */
  readonly id: string;
  readonly type: BackupType;
  readonly createdAtMs: number;
  readonly engine: 'sqlite' | 'postgres';
  readonly compression: Compression;
  readonly encrypted: boolean;
  /** The version of Castellan that made it. */
  readonly product: string;
  /** Of the file as it lies there. */
  readonly bytes: number;
  readonly sha256: string;
  /** Of the content: the database file, or PostgreSQL's dump. */
  readonly plainBytes: number;
  readonly plainSha256: string;
  readonly pages: number;
  /** Rows by table. */
  readonly tables: Readonly<Record<string, number>>;
  /** What the schema consisted of: `settings:001-start`. */
  readonly migrations: readonly string[];
  /** An actor's id, `schedule` or `restore`. */
  readonly author: string;
  readonly pinned: boolean;
  readonly label?: string | undefined;
  readonly note?: string | undefined;
  readonly proof: Proof;
  /** Where else it is kept. */
  readonly copies?: readonly string[] | undefined;
  readonly certificate?: Certificate | undefined;
}

/** What is being done to a backup now, and how much of it is done (0 to 1). */
export interface Step {
  readonly step:
    'copying' | 'packing' | 'unpacking' | 'checking' | 'storing' | 'restoring' | 'trying';
  readonly done: number;
}

/** What is being done with backups now. */
export interface Activity {
  readonly what: 'create' | 'verify' | 'drill' | 'restore' | 'change' | 'fetch';
  /** What was asked for: a backup's id or a part of it. */
  readonly id?: string;
  readonly sinceMs: number;
  /** Absent at its beginning. */
  readonly step?: Step;
}

export type OnStep = (step: Step) => void;

export interface CreateOptions {
  readonly type: BackupType;
  readonly author: ActorId | 'schedule' | 'restore';
  readonly compression?: Compression;
  readonly label?: string;
  readonly onStep?: OnStep;
  /** Stops it; nothing of it is kept then. */
  readonly signal?: AbortSignal;
}

/** What a restore would do. It is confirmed with the code, by the same actor, within the time. */
export interface RestorePreview {
  readonly backup: Backup;
  readonly ageMs: number;
  /** Tables whose number of rows would change, most changed first. */
  readonly changes: readonly {
    readonly table: string;
    readonly now: number;
    readonly then: number;
  }[];
  readonly code: string;
  readonly validMs: number;
}

export interface RestoreStaged {
  readonly backup: Backup;
  /** The backup of what was there; absent where nothing readable was. */
  readonly safety?: string;
  /** False: it happens at the next start. */
  readonly restarting: boolean;
}

/** The backups in numbers. */
export interface BackupStats {
  readonly count: number;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly oldestMs?: number;
  readonly newestMs?: number;
  readonly byType: readonly {
    readonly type: BackupType;
    readonly count: number;
    readonly bytes: number;
    readonly keep: number;
  }[];
  /** Manifests that cannot be read, and files that no manifest names: left in peace. */
  readonly strays: readonly string[];
  readonly freeBytes: number;
  /** How large all together may be; absent where nothing is said. */
  readonly maxBytes?: number;
  readonly lastProven?: { readonly id: string; readonly certificate: Certificate };
}

export interface ScheduleState {
  readonly on: boolean;
  readonly turns: readonly {
    readonly type: BackupType | 'drill';
    readonly lastMs?: number;
    readonly nextMs: number;
    readonly overdue: boolean;
  }[];
}

/** A backup that the limits take away. */
export interface Going {
  readonly backup: Backup;
  readonly why:
    | { readonly kind: 'count'; readonly type: BackupType; readonly keep: number }
    | { readonly kind: 'size'; readonly maxBytes: number };
}

export interface CleanupPlan {
  /** Oldest first. */
  readonly remove: readonly Going[];
  readonly keep: number;
  readonly freedBytes: number;
  /** What goes when the next backup of a type has been made. */
  readonly next: readonly { readonly type: BackupType; readonly going: readonly Going[] }[];
}

export interface Elsewhere {
  readonly place: string;
  readonly backups: readonly Backup[];
  readonly problem?: string;
}

/** Everything that can be done with backups. What people type only ever selects an id that is in the catalogue. */
export interface Backups {
  list(): Promise<readonly Backup[]>;
  /** By id, by the name of its file, or by a part of it that only one has; refuses with `backup.none` or `backup.several`. */
  find(text: string): Promise<Result<Backup>>;
  /** Resolves when the backup has been verified; one that fails is not kept. */
  create(options: CreateOptions): Promise<Result<Backup>>;
  verify(id: string, onStep?: OnStep): Promise<Result<Backup>>;
  preview(id: string, by: Actor): Promise<Result<RestorePreview>>;
  restore(
    id: string,
    by: Actor,
    code: string,
    options?: { readonly onStep?: OnStep },
  ): Promise<Result<RestoreStaged>>;
  /** Restores into a scratch place, opens it with this program, and keeps what was found. */
  drill(id?: string, onStep?: OnStep): Promise<Result<Backup>>;
  change(
    id: string,
    change: { readonly pinned?: boolean; readonly note?: string },
  ): Promise<Result<Backup>>;
  remove(id: string): Promise<Result<Backup>>;
  stats(): Promise<BackupStats>;
  /** What the limits would take away now. */
  planCleanup(): Promise<CleanupPlan>;
  cleanup(): Promise<CleanupPlan>;
  schedule(): Promise<ScheduleState>;
  switchSchedule(on: boolean): Promise<ScheduleState>;
  /** What is being done now, by whomever. */
  now(): Activity | undefined;
  /** Calls back with each change of that; the returned function stops it. */
  follow(listener: (activity: Activity | undefined) => void): () => void;
  /** Where the file lies, for people with access to the machine. */
  placeOf(id: string): Promise<Result<string>>;
  /** What the other places hold; a place that does not answer tells why. */
  elsewhere(): Promise<readonly Elsewhere[]>;
  /** Brings a backup from another place to where it can be restored from, checked wholly. */
  fetch(id: string, onStep?: OnStep): Promise<Result<Backup>>;
  /** The structure of the database as JSON. */
  exportSchema(): Promise<{ readonly file: string; readonly tables: number }>;
}
