import type { Lifetime } from '../base/lifetime.ts';
import type { Module } from '../sdk/index.ts';
import type { Registries } from './registries.ts';

/** Registers what a module brings; all of it is taken back when the lifetime ends. */
export function loadModule(module: Module, { ports, catalogue }: Registries, life: Lifetime): void {
  const own = life.child(module.name);
  if (module.texts) own.own(ports.texts.add(module.texts));
  if (module.settings) own.own(ports.settings.declare(module.settings));
  if (module.capabilities) own.own(ports.permissions.declare(module.capabilities));
  if (module.commands) own.own(catalogue.add(module.commands));
}
