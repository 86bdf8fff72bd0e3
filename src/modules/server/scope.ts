import type { Place, Result, Scope } from '../../sdk/index.ts';
import { ok, refuse } from '../../sdk/index.ts';

/** The layer that a place's own settings are written to; from the console, that of every place without its own. */
export function scopeOf({ space, platform }: Place): Result<Scope> {
  if (space !== undefined) return ok<Scope>(`space:${space}`);
  return platform === 'console' ? ok<Scope>('instance') : refuse('server.no-space');
}
