import type { Lifetime } from '../base/lifetime.ts';
import type { Ports } from '../core/commands/ports.ts';
import type { Module } from '../sdk/index.ts';
import type { Registries } from './registries.ts';

/** Registers what a module brings; all of it is taken back when the lifetime ends. `whole` is asked when a listener is called. */
export function loadModule(
  module: Module,
  { ports, catalogue, hooks }: Registries,
  { life, whole }: { readonly life: Lifetime; readonly whole: () => Ports },
): void {
  const own = life.child(module.name);
  if (module.texts) own.own(ports.texts.add(module.texts));
  if (module.settings) own.own(ports.settings.declare(module.settings));
  if (module.capabilities) own.own(ports.permissions.declare(module.capabilities));
  if (module.commands) own.own(catalogue.add(module.commands));
  if (module.listeners) own.own(hooks.add(module.name, module.listeners, whole));
  const { name, version } = module;
  const tell = (kind: 'module-loaded' | 'module-unloaded'): void =>
    hooks.emit({ kind, atMs: ports.clock.now(), module: name, version });
  own.own(() => tell('module-unloaded'));
  tell('module-loaded');
}
