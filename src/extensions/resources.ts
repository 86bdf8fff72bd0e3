import type { ExtensionResources } from '../core/extensions/extensions.ts';
import type { Module } from '../sdk/index.ts';

/** What a module has started through its ports, counted as it comes and goes. */
export interface Running {
  timers: number;
  /** Those that it follows: settings, alerts. */
  followers: number;
  metrics: number;
}

export const nothingRuns = (): Running => ({ timers: 0, followers: 0, metrics: 0 });

/** What of the program a module has. */
export function resourcesOf(module: Module, running: Readonly<Running>): ExtensionResources {
  const { commands = [], listeners = [], jobs = [], tables = [], settings = {} } = module;
  const routes: unknown = Reflect.get(module, 'routes');
  return {
    ...{ commands: commands.length, listeners: listeners.length, jobs: jobs.length },
    ...{ tables: tables.length, settings: Object.keys(settings).length },
    routes: Array.isArray(routes) ? routes.length : 0,
    ...running,
  };
}
