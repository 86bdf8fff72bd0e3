import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { PeopleLinks } from './people.ts';
import type { PeopleStore } from './store.ts';

interface Parts {
  readonly store: PeopleStore;
  readonly clock: Clock;
  readonly random: Random;
}

/** Long enough to open another program, short enough that a code that was overheard is worth nothing. */
const minutes = 10;
const mostOpen = 1000;
/** Neither 0 nor O, neither 1 nor l: people type it from a screen. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 8;

interface Offer {
  readonly of: Actor;
  /** Who said it first: whoever overhears it then is too late. */
  readonly saidBy?: ActorId;
}

/** Links by codes, which live in memory only. */
export function peopleLinks({ store, clock, random }: Parts): PeopleLinks {
  const open = boundedMap<Offer>({ maxEntries: mostOpen, ttlMs: minutes * 60_000 }, clock);
  const letter = (): string => letters.charAt(random.below(letters.length));

  function offerOf(actor: Actor, code: string): Result<Actor> {
    if (!actor.identified) return refuse('people.unidentified');
    const key = code.trim().toLowerCase();
    const offer = open.get(key);
    const { saidBy = actor.id } = offer ?? {};
    if (!offer || saidBy !== actor.id) return refuse('people.no-code');
    if (offer.of.id === actor.id) return refuse('people.same');
    open.set(key, { of: offer.of, saidBy });
    return ok(offer.of);
  }

  return {
    begin(actor) {
      if (!actor.identified) return refuse('people.unidentified');
      const code = Array.from({ length: codeLength }, letter).join('');
      open.set(code, { of: actor });
      return ok({ code, minutes });
    },
    offered(actor, code) {
      const other = offerOf(actor, code);
      return other.ok ? ok({ name: other.value.name, actor: other.value.id }) : other;
    },
    async confirm(actor, code) {
      const other = offerOf(actor, code);
      if (!other.ok) return other;
      open.delete(code.trim().toLowerCase());
      const sides = [other.value, actor].map(({ id, name }) => ({ actor: id, name }));
      const [one, two] = sides;
      if (!one || !two) return refuse('people.no-code');
      const linked = await store.link([one, two], random.token(12), clock.now());
      return linked ? ok(await store.of(actor.id)) : refuse('people.too-many');
    },
    unlink: (actor) => store.unlink(actor),
    of: (actor) => store.of(actor),
  };
}
