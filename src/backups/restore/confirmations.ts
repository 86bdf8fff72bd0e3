import type { Clock } from '../../base/clock.ts';
import type { ActorId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { type Result, ok, refuse } from '../../base/result.ts';

/** How long a preview can be confirmed. */
export const confirmWithinMs = 60_000;
/** More open at once nobody needs; the oldest goes. */
const mostOpen = 100;

/** What a confirmation is for: this person, this backup, these bytes. */
export interface Subject {
  readonly actor: ActorId;
  readonly id: string;
  readonly sha256: string;
}

/** Codes that each confirm one thing, once, for a minute. */
export interface Confirmations {
  open(subject: Subject): string;
  /** Uses the code up when it fits; refuses with `backup.confirm-…` and leaves another's code alone. */
  use(code: string, subject: Subject): Result<void>;
}

export function confirmations({
  clock,
  random,
}: {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: Random;
}): Confirmations {
  const open = new Map<string, Subject & { readonly untilMs: number }>();
  return {
    open(subject) {
      const code = codeOf(random);
      const [oldest] = open.keys();
      if (oldest !== undefined && open.size >= mostOpen) open.delete(oldest);
      open.set(code, { ...subject, untilMs: clock.monotonic() + confirmWithinMs });
      return code;
    },
    use(code, { actor, id, sha256 }) {
      const found = open.get(code.toLowerCase());
      if (found?.actor !== actor || found.id !== id) return refuse('backup.confirm-unknown');
      open.delete(code.toLowerCase());
      if (clock.monotonic() > found.untilMs) return refuse('backup.confirm-late');
      return found.sha256 === sha256 ? ok(undefined) : refuse('backup.confirm-changed');
    },
  };
}

/** Letters and digits that cannot be taken for one another, in four and four: about 39 bits. */
const alphabet = Array.from('abcdefghjkmnpqrstuvwxyz23456789');

const codeOf = (random: Random): string =>
  Array.from({ length: 8 }, () => random.pick(alphabet)).join('');
