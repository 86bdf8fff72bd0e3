import { type Result, err, ok, refuse } from '../../base/result.ts';
import type { Actor } from '../../core/actor.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { Givable, Gift, Giver } from '../../core/giver.ts';
import { insideOf } from './enforcer.ts';
import {
  type EnforcerLink,
  isOperator,
  memberNamed,
  notOperator,
  refusalIn,
} from './enforcer-inside.ts';
import { memberActor } from './identity.ts';

type Mode = Extract<Gift, { kind: 'mode' }>['mode'];

const letters = { voice: 'v', op: 'o' } as const;
/** Half-operators give voice, operators give both. */
const givers: Readonly<Record<Mode, ReadonlySet<Actor['standing']>>> = {
  voice: new Set(['owner', 'administrator', 'moderator']),
  op: new Set(['owner', 'administrator']),
};

/** Gives voice and operator status in the channels of one connection. */
export class IrcGiver implements Giver {
  readonly #linked: () => EnforcerLink | undefined;

  constructor(linked: () => EnforcerLink | undefined) {
    this.#linked = linked;
  }

  /** Whether the bot is an operator is seen when it gives: it may become one later. */
  check(_where: Place, gift: Gift, by: Actor | undefined): Promise<Result<Givable>> {
    if (gift.kind !== 'mode') return Promise.resolve(refuse('gift.no-roles'));
    const may = by === undefined || givers[gift.mode].has(by.standing);
    return Promise.resolve(
      may ? ok({ gift, name: gift.mode }) : refuse('gift.not-yours', { role: gift.mode }),
    );
  }

  give(where: Place, to: Subject, gift: Gift): Promise<Result<void>> {
    return this.#change(where, to, gift, true);
  }

  take(where: Place, from: Subject, gift: Gift): Promise<Result<void>> {
    return this.#change(where, from, gift, false);
  }

  async #change(where: Place, whom: Subject, gift: Gift, added: boolean): Promise<Result<void>> {
    if (gift.kind !== 'mode') return refuse('gift.no-roles');
    const inside = insideOf(this.#linked(), where);
    const { link, channel, modes } = inside;
    const user = memberNamed(inside, where, whom);
    if (!user) return refuse('act.not-here', { name: whom.name });
    const letter = letters[gift.mode];
    if ((channel.members.get(user)?.modes.includes(letter) ?? false) === added)
      return ok(undefined);
    if (!isOperator(inside)) return err(notOperator(link, where));
    const seen = {
      ...{ connection: link.connection, fold: link.roster.fold },
      ranking: link.isupport.prefixes.modes,
    };
    // A nick proves nothing: whoever takes it would be an operator.
    if (added && gift.mode === 'op' && !memberActor(seen, channel, user).identified)
      return refuse('gift.unproven', { name: user.nick });
    const answer = await modes.change(channel.name, { added, letter, param: user.nick });
    const refusal = refusalIn(answer, { link, where, letter });
    return refusal ? err(refusal) : ok(undefined);
  }
}
