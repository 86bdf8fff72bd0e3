import type { OnStep } from '../core/backups/backups.ts';
import type { DatabaseFacts } from '../storage/facts.ts';
import type { Measure } from './work/measured.ts';
import type { FileParts } from './name.ts';

export interface Work {
  readonly onStep: OnStep;
  readonly signal: AbortSignal;
}

export interface CaptureOptions extends Work, Pick<FileParts, 'compression'> {
  /** A folder of its own for what is needed on the way. */
  readonly scratch: string;
  readonly to: string;
  /** Who may decrypt it; nobody: not encrypted. */
  readonly recipients: readonly string[];
}

export interface Captured {
  readonly facts: DatabaseFacts;
  readonly plain: Measure;
  readonly packed: Measure;
  /** Opens this one file, for checking it. */
  readonly identity?: string | undefined;
  /**
   * The content itself where it lies in a file, already looked all through: what is unpacked needs no second look
   * when it is the same to the byte.
   */
  readonly content?: { readonly file: string; readonly inspected: DatabaseFacts } | undefined;
}

/** What backups need to know of the database that the program runs on. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  /** About how large the content of a backup would be. */
  size(): Promise<number>;
  /** What is in the database now. */
  count(signal: AbortSignal): Promise<DatabaseFacts>;
  /** Makes the file of a backup of one moment of the database, which goes on being used. */
  capture(options: CaptureOptions): Promise<Captured>;
  /** Looks all through the content of a backup. Throws `bad-backup` with the reason. */
  inspect(file: string, signal: AbortSignal): Promise<DatabaseFacts>;
  /** Makes a database of its own of the content, for trying it out; the address opens it. */
  scratch(
    file: string,
    tables: Readonly<Record<string, number>>,
    signal: AbortSignal,
  ): Promise<{ readonly url: string; remove(): Promise<void> }>;
}
