import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import type { Alerts } from '../core/alerts/alerts.ts';
import type { BackupsConfig } from './config.ts';
import type { Engine } from './engine.ts';

/** What the program found when it opened a restored database with its own code. */
export interface Tried {
  /** What is wrong; empty when the program could run on it. */
  readonly problems: readonly string[];
}

/** What backups are made with. */
export interface BackupParts {
  readonly config: BackupsConfig;
  /** The data folder. */
  readonly data: string;
  readonly engine: Engine;
  /** Migrations that this program knows: `settings:001-start`. */
  readonly known: ReadonlySet<string>;
  readonly product: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly life: Lifetime;
  readonly alerts: Pick<Alerts, 'raise'>;
  /** Opens a restored database with the program's own code and reads from its stores; throws when that fails. */
  readonly tryOut: (url: string) => Promise<Tried>;
  /** Ends the program in order and starts it again, which is when a staged restore happens. Absent: at the next start. */
  readonly restart?: () => void;
  /** Bytes that may still be written in a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}
