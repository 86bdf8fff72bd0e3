import { CastellanError } from '../../base/errors.ts';
import type { Calamities } from './calamities.ts';
import type { Line } from './line.ts';
import { disappear, tellWatchers } from './membership.ts';
import type { User } from './model.ts';
import { isNick } from './names.ts';
import type { Network } from './network.ts';
import { Person } from './person.ts';
import { scriptedUser, ScriptLink, type ScriptedUser } from './script-link.ts';

export type PersonOptions = Omit<ScriptedUser, 'modes' | 'nick' | 'service'> & {
  /** An IRC operator. */
  readonly oper?: boolean;
};

interface Role {
  readonly user: User;
  readonly link: ScriptLink;
  readonly person: Person;
}

/** Everybody who is played by a script. */
export class Cast {
  readonly #net: Network;
  readonly #calamities: Calamities;
  /** Called with what is said to or by one of the cast in private. */
  onInbox: (user: User, line: Line) => void = () => {};
  readonly #roles = new Map<string, Role>();

  constructor(net: Network, calamities: Calamities) {
    this.#net = net;
    this.#calamities = calamities;
  }

  get people(): Person[] {
    return [...this.#roles.values()].map(({ person }) => person).filter((person) => person.online);
  }

  person(nick: string, options: PersonOptions = {}): Person {
    return this.#role(nick, options).person;
  }

  user(nick: string, options: PersonOptions = {}): User {
    return this.#role(nick, options).user;
  }

  /** Somebody with what was said to that one alone. */
  viewer(nick: string): { user: User; inbox: readonly Line[] } {
    const role = this.#roles.get(this.#net.fold(nick)) ?? this.#called(nick);
    if (!role) throw new CastellanError('bad-input', `${nick} is nobody that a script plays`);
    const { user, link } = role;
    return { user, inbox: link.inbox.toArray() };
  }

  #role(nick: string, options: PersonOptions): Role {
    const known = this.#roles.get(this.#net.fold(nick)) ?? this.#called(nick);
    if (known && (known.person.online || this.#calamities.hasSplitOff(known.user))) return known;
    return this.#enter(nick, options);
  }

  /** Somebody who changed nicks is also found by the new one. */
  #called(nick: string): Role | undefined {
    const user = this.#net.user(nick);
    return user && [...this.#roles.values()].find((role) => role.user === user);
  }

  #enter(nick: string, { oper = false, ...options }: PersonOptions): Role {
    this.#mayBeCalled(nick);
    const link = new ScriptLink();
    const account = options.account ?? undefined;
    const modes = oper ? ['o', 'x'] : ['x'];
    const user = scriptedUser(this.#net, link, { ...options, nick, account, modes });
    link.onClose = (reason) => disappear(this.#net, user, reason);
    link.self = user;
    link.onInbox = (line) => this.onInbox(user, line);
    const role = { user, link, person: new Person(this.#net, user, link) };
    this.#roles.set(this.#net.fold(nick), role);
    this.#net.users.set(this.#net.fold(nick), user);
    tellWatchers(this.#net, nick, true);
    this.#net.onNick(user);
    this.#net.onChange();
    return role;
  }

  #mayBeCalled(nick: string): void {
    if (!isNick(nick, this.#net.rules.nickLength)) {
      throw new CastellanError('bad-input', `"${nick}" cannot be a nick on this network`);
    }
    if (!this.#net.user(nick)) return;
    throw new CastellanError('bad-input', `${nick} is taken by a real client or a service`);
  }
}
