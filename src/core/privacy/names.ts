import type { ActorId } from '../../base/ids.ts';

/** A name of one letter would be found everywhere. */
const shortest = 2;

/** Every word that may stand for a person: the names he went by, and what people type for his id. */
export function namesIn(actor: ActorId, names: readonly string[]): readonly string[] {
  const own = actor.slice(actor.lastIndexOf(':') + 1);
  // A host is told apart from others by the whole of it only.
  const typed = actor.includes(':host:') ? [actor.slice(actor.indexOf(':host:') + 6)] : [own];
  const all = new Set([...typed, ...names].map((name) => name.trim()));
  return [...all].filter((name) => name.length >= shortest);
}
