import type { Place, Result, Scope } from '../../sdk/index.ts';
import { ok, refuse } from '../../sdk/index.ts';

/** The layer that a place's own settings are written to. */
export const scopeOf = (where: Place): Result<Scope> =>
  where.space === undefined ? refuse('server.no-space') : ok<Scope>(`space:${where.space}`);

/** Where settings are read for a place. */
export const readingAt = (where: Place) => ({
  channel: where.channel,
  ...(where.space !== undefined && { space: where.space }),
});
