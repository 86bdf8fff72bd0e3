import { parseDuration } from '../base/duration.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Command } from '../core/commands/command.ts';
import type { Listener } from '../core/hooks/listener.ts';
import type { Ports } from '../core/commands/ports.ts';
import type { TurnInfo } from '../core/jobs/job.ts';
import type { Metrics } from '../core/metrics/metrics.ts';
import type { Capability } from '../core/permissions/permissions.ts';
import type { SettingSet } from '../core/settings/settings.ts';
import type { AnyTable } from '../core/tables/table.ts';
import type { Texts } from '../core/texts/texts.ts';
import type { WebParts } from '../core/web/web.ts';

/** The name of a port: what a part of a module can ask for. */
export type Need = keyof Ports;

/** What a module gets when it starts, besides the ports that it needs. */
export interface Start {
  /** Ends when the module is unloaded or replaced; what is owned by it ends with it. */
  readonly life: Lifetime;
  /** Counted for `/metrics` as long as the module is loaded. */
  readonly metrics: Pick<Metrics, 'watch' | 'series'>;
  /** What the version before handed over; undefined at the first start. Check it: that version may be older than you think. */
  readonly handed: unknown;
}

/** Work that comes again by itself, kept in the database: no restart loses a turn. */
export interface ModuleJob {
  readonly name: string;
  readonly when: { readonly everyMs: number } | { readonly cron: string; readonly zone: string };
  readonly needs: readonly Need[];
  readonly run: (ports: Ports, signal: AbortSignal, turn: TurnInfo) => Promise<void>;
}

type When =
  | { readonly every: string; readonly cron?: never; readonly zone?: never }
  | { readonly cron: string; readonly zone?: string; readonly every?: never };

/** Declares a job: `job({ name: 'sweep', every: '1h', needs: ['tables'], async run({ tables }) { … } })`. It must bear being run again. */
export function job<Needed extends Need = never>({
  name,
  needs = [],
  run,
  ...when
}: When & {
  readonly name: string;
  readonly needs?: readonly Needed[];
  readonly run: (ports: Pick<Ports, Needed>, signal: AbortSignal, turn: TurnInfo) => Promise<void>;
}): ModuleJob {
  if (when.every === undefined)
    return { name, needs, run, when: { cron: when.cron, zone: when.zone ?? 'UTC' } };
  const everyMs = parseDuration(when.every);
  if (everyMs === undefined || everyMs < 1000)
    throw new RangeError(
      `The job "${name}" comes every "${when.every}": write a duration from 1s on, like 30m or 1h`,
    );
  return { name, needs, run, when: { everyMs } };
}

/** A feature: a table of contents of what it adds. */
export interface Module<Needed extends Need = Need> extends WebParts {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** Semver. */
  readonly version: string;
  /** One sentence for operators. */
  readonly description?: string;
  readonly commands?: readonly Command[];
  /** What it does when something happens: hooks, called by the bus. */
  readonly listeners?: readonly Listener[];
  /** Settings by their full name, which begins with the module's: `karma.brigadeVoters`. */
  readonly settings?: SettingSet;
  readonly capabilities?: readonly Capability[];
  readonly texts?: Texts;
  readonly tables?: readonly AnyTable[];
  readonly jobs?: readonly ModuleJob[];
  /** The ports that `start` gets. */
  readonly needs?: readonly Needed[];
  /** Runs once everything is there, for ten seconds at most. Where it throws, the module is not loaded. */
  start?(ports: Pick<Ports, Needed>, start: Start): void | Promise<void>;
  /** What the next version gets as `handed`. Must change nothing: if that version fails, this one goes on. */
  handover?(): unknown;
}

/** Declares a module. Throws a RangeError when its name or a setting's name is not of the form asked. */
export function defineModule<Needed extends Need = never>(module: Module<Needed>): Module {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(module.name)) {
    throw new RangeError(
      `A module's name is up to 32 lower-case letters, digits and dashes: "${module.name}"`,
    );
  }
  for (const setting of Object.keys(module.settings ?? {})) {
    if (!setting.startsWith(`${module.name}.`)) {
      throw new RangeError(`The setting "${setting}" must begin with "${module.name}."`);
    }
  }
  return module;
}
