import { CastellanError } from '../../base/errors.ts';
import { type Refusal, type Result, ok, refuse } from '../../base/result.ts';
import type { Door, DoorChange, DoorOutcome, DoorPlan, DoorWishes } from '../../core/door.ts';
import type { Place } from '../../core/event.ts';
import { standingOf } from './identity.ts';
import type { Link } from './link.ts';
import type { ModeDesk } from './mode-desk.ts';
import type { Channel } from './roster.ts';

/** What the door needs of a link while it stands. */
export interface DoorLink {
  readonly link: Link;
  readonly modes: ModeDesk;
}

const limitLetter = 'l';
const exceptionLetter = 'I';
/** Only who has a services account comes in: `R` here, `r` there. Where both exist, `r` marks a registered channel. */
const registeredLetters = ['R', 'r'] as const;

/** The door of an IRC channel: a limit that moves on, and at a lockdown accounts or invitations only. */
export class IrcDoor implements Door {
  /** Whoever loses the connection is out, and would stay out. */
  readonly keepsMembers = false;
  readonly #linked: () => DoorLink | undefined;

  constructor(linked: () => DoorLink | undefined) {
    this.#linked = linked;
  }

  async plan(where: Place, wishes: DoorWishes): Promise<DoorPlan> {
    const { link, modes, channel } = this.#inside(where);
    if (!isOperator(link, channel)) return { changes: [], obstacles: [notOperator(link, where)] };
    const held = await modes.read(channel.name);
    const limit = limitIn(channel, held, wishes);
    const closing = wishes.level === 'slow' ? [] : closingIn(link, held);
    return { changes: [...limit, ...closing], obstacles: [] };
  }

  async set(
    where: Place,
    { key, what, before, earlier, after }: DoorChange,
  ): Promise<Result<DoorOutcome>> {
    const { link, modes, channel } = this.#inside(where);
    const letter = key.slice('mode '.length);
    // Lists are not read: what is there already is answered with silence.
    if (what !== 'exception') {
      const held = await modes.read(channel.name);
      const stands = held.get(letter) ?? null;
      if (stands === after) return ok('done');
      if (stands !== before && stands !== earlier) return ok('left');
    }
    const param = what === 'exception' ? (after ?? before) : after;
    const change = { added: after !== null, letter, ...(param !== null && { param }) };
    const answer = await modes.change(channel.name, change);
    switch (answer.kind) {
      case 'done':
        return ok('done');
      case 'silent':
        return what === 'exception' ? ok('left') : refuse('raid.cannot.silent', { mode: letter });
      case 'not-operator':
        return { ok: false, error: notOperator(link, where) };
      case 'full':
        return refuse('raid.cannot.mode', { mode: letter, text: 'the list is full' });
      case 'refused':
        return refuse('raid.cannot.mode', { mode: letter, text: answer.text });
    }
  }

  #inside(where: Place): DoorLink & { readonly channel: Channel } {
    const linked = this.#linked();
    const channel = linked?.link.roster.channel(where.name);
    if (linked && channel) return { ...linked, channel };
    throw new CastellanError('network', `The bot is not in ${where.name} now`);
  }
}

/** A limit that somebody set and that is tighter stays. */
function limitIn(
  { members }: Channel,
  held: ReadonlyMap<string, string>,
  { margin, ours }: DoorWishes,
): readonly DoorChange[] {
  const before = held.get(limitLetter) ?? null;
  const wanted = members.size + margin;
  const tighter = before !== null && Number(before) <= wanted && !ours.has(keyOf(limitLetter));
  if (tighter || before === String(wanted)) return [];
  return [changeOf('limit', limitLetter, { before, after: String(wanted) })];
}

/** The mildest that the server offers. The bot itself must be able to come back: it needs an account, or an exception. */
function closingIn(
  { isupport: { channelModes }, self }: Link,
  held: ReadonlyMap<string, string>,
): readonly DoorChange[] {
  const offers = (letter: string) => channelModes.never.includes(letter);
  const set = { before: null, after: '' };
  const registered = registeredLetters.find(offers);
  if (registered !== undefined && self.account !== undefined)
    return held.has(registered) ? [] : [changeOf('registered-only', registered, set)];
  if (held.has('i')) return [];
  if (!offers('i')) {
    const silences = offers('m') && !held.has('m');
    return silences ? [changeOf('moderated', 'm', set)] : [];
  }
  const mask = self.host === '' ? undefined : `*!${self.user || '*'}@${self.host}`;
  const excepts = mask !== undefined && channelModes.list.includes(exceptionLetter);
  return [
    ...(excepts ? [changeOf('exception', exceptionLetter, { before: null, after: mask })] : []),
    changeOf('invite-only', 'i', set),
  ];
}

const keyOf = (letter: string): string => `mode ${letter}`;

const changeOf = (
  what: DoorChange['what'],
  letter: string,
  values: Pick<DoorChange, 'before' | 'after'>,
): DoorChange => ({ key: keyOf(letter), what, name: `+${letter}`, ...values });

export function isOperator({ roster, self, isupport }: Link, channel: Channel): boolean {
  const own = roster.user(self.nick);
  const modes = own && channel.members.get(own)?.modes;
  return operators.has(standingOf(modes ?? '', isupport.prefixes.modes));
}

const operators: ReadonlySet<string> = new Set(['owner', 'administrator', 'moderator']);

const notOperator = ({ self }: Link, { name }: Place): Refusal => ({
  key: 'raid.cannot.operator',
  facts: { place: name, nick: self.nick },
});
