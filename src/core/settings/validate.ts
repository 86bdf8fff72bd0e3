import { readScope } from './scope.ts';
import type { Settings } from './settings.ts';
import { shown } from './shown.ts';

/** A stored value that is not obeyed, and why. It stays where it is. */
export interface Misfit {
  readonly scope: string;
  readonly name: string;
  readonly value: string;
  readonly why: 'unknown' | 'misfit' | 'noScope';
  /** What the setting takes, where it is known. */
  readonly takes?: string;
}

/** Looks through everything that is stored: names that nobody declares, values that fit no more. */
export function misfits(settings: Settings): readonly Misfit[] {
  return settings.stored().flatMap(({ scope, name, value }): readonly Misfit[] => {
    const setting = settings.declared().get(name);
    const about = { scope, name, value: shown(setting, value) };
    if (readScope(scope) === undefined) return [{ ...about, why: 'noScope' }];
    if (!setting) return [{ ...about, why: 'unknown' }];
    if (setting.accepts(value)) return [];
    return [{ ...about, why: 'misfit', takes: setting.takes }];
  });
}
