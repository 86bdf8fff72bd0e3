import type { Ports } from '../commands/ports.ts';
import type { Platform } from '../platform.ts';

export interface DiagnosisParts {
  readonly ports: Pick<
    Ports,
    'settings' | 'guard' | 'permissions' | 'catalogue' | 'hooks' | 'health' | 'traces' | 'clock'
  >;
  /** Those that people know of, the console left out. */
  readonly platforms: () => readonly Platform[];
}
