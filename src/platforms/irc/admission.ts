import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Admission } from '../../core/admission.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { type DoorLink, isOperator } from './door.ts';
import { findActor } from './find-actor.ts';
import { middle } from './outgoing.ts';
import type { User } from './roster.ts';

/** Voice for who is in the channel, an invitation for who is not. */
export class IrcAdmission implements Admission {
  readonly #linked: () => DoorLink | undefined;

  constructor(linked: () => DoorLink | undefined) {
    this.#linked = linked;
  }

  async admit(where: Place, who: Subject): Promise<Result<void>> {
    const linked = this.#linked();
    const channel = linked?.link.roster.channel(where.name);
    if (!linked || !channel)
      throw new CastellanError('network', `The bot is not in ${where.name} now`);
    const { link, modes } = linked;
    if (!isOperator(link, channel))
      return refuse('act.cannot.operator', { place: where.name, nick: link.self.nick });
    const user = userOf(linked, where, who);
    const member = user && channel.members.get(user);
    if (!user || !member) return this.#invite(where, who);
    if (member.modes.includes('v')) return ok(undefined);
    const answer = await modes.change(channel.name, { added: true, letter: 'v', param: user.nick });
    return answer.kind === 'refused' ? refuse('act.refused', { text: answer.text }) : ok(undefined);
  }

  /** By the nick that he wrote from a moment ago; an id is no nick. */
  #invite(where: Place, { native, name }: Subject): Result<void> {
    if (native.includes(':')) return refuse('act.not-here', { name });
    this.#linked()?.link.request(`INVITE ${middle(native)} ${middle(where.name)}`, 'operator');
    return ok(undefined);
  }
}

/** By id first: nicks go from one to another. */
function userOf({ link }: DoorLink, where: Place, { id, native }: Subject): User | undefined {
  const found = findActor(link, where, id) ?? findActor(link, where, native);
  return found?.id === id ? link.roster.user(found.native) : undefined;
}
