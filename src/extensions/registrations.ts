import type { Clock } from '../base/clock.ts';
import type { Catalogue } from '../core/commands/catalogue.ts';
import type { Command } from '../core/commands/command.ts';
import type { Ports } from '../core/commands/ports.ts';
import type { HookBus } from '../core/hooks/bus.ts';
import type { Listener } from '../core/hooks/listener.ts';
import type { Jobs } from '../core/jobs/jobs.ts';
import type { Permissions } from '../core/permissions/permissions.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { TextBook } from '../core/texts/texts.ts';
import type { WebDesk } from '../core/web/desk.ts';
import type { Module, Need } from '../sdk/index.ts';
import { picked } from './bound-ports.ts';

export type Undo = () => void;

/** Where what a module brings is registered. */
export interface Registry {
  readonly catalogue: Catalogue;
  readonly texts: TextBook;
  readonly settings: Settings;
  readonly permissions: Permissions;
  readonly jobs: Jobs;
  readonly hooks: Pick<HookBus, 'add' | 'emit'>;
  readonly web: Pick<WebDesk, 'add'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What jobs of a module are called among all. */
export const jobIdOf = (module: string, job: string): string => `${module}/${job}`;

/** Does all of it or, where one step throws, none. The returned function undoes it, once. */
export function allOrNothing(steps: readonly (() => Undo)[]): Undo {
  const done: Undo[] = [];
  const undo = (): void => {
    for (const one of done.splice(0).reverse()) one();
  };
  try {
    for (const step of steps) done.push(step());
  } catch (failure) {
    undo();
    throw failure;
  }
  return undo;
}

/** Registers everything that a module declares, in one go: no event sees half of it. */
export function register(
  module: Module,
  { catalogue, texts, settings, permissions, jobs, hooks, web, clock }: Registry,
  ports: () => Ports,
): readonly (() => Undo)[] {
  const { name, version, listeners = [], jobs: works = [], commands = [] } = module;
  return [
    () => texts.add(module.texts ?? { en: {}, fr: {} }),
    () => settings.declare(module.settings ?? {}),
    () => permissions.declare(module.capabilities ?? []),
    () =>
      hooks.add(
        name,
        listeners.map((one) => withFewPorts(one, ports)),
        ports,
      ),
    ...works.map((work) => () => {
      const own = few(ports, work.needs);
      return jobs.run(jobIdOf(name, work.name), (_payload, signal, turn) =>
        work.run(own(), signal, turn),
      );
    }),
    () => web.add(name, module, (needs) => picked(ports(), needs)),
    () => catalogue.add(commands.map((command) => withPorts(command, name, ports))),
    () => {
      const tell = (kind: 'module-loaded' | 'module-unloaded'): void =>
        hooks.emit({ kind, atMs: clock.now(), module: name, version });
      tell('module-loaded');
      return () => tell('module-unloaded');
    },
  ];
}

/** Those of the ports that are needed, picked out once. */
function few(ports: () => Ports, needs: readonly Need[]): () => Ports {
  let own: Ports | undefined;
  return () => (own ??= picked(ports(), needs));
}

/** The listener with those of the ports that it needs, picked out once. */
function withFewPorts(one: Listener, ports: () => Ports): Listener {
  const own = few(ports, one.needs);
  return { ...one, hear: (event, _all, situation) => one.hear(event, own(), situation) };
}

/** The command with its module's ports, whatever ports the dispatcher holds. */
const withPorts = (command: Command, module: string, ports: () => Ports): Command => ({
  ...{ ...command, module },
  prepare: (raw) => command.prepare(raw, ports()),
});
