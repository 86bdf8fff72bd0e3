import type { IrcConnection } from './config.ts';
import type { Rules } from './dispatch.ts';
import { maskFits } from './glob.ts';
import { type Line, nickOf, tagOf } from './line-parser.ts';
import type { Link } from './link.ts';
import { modeChanges } from './mode-changes.ts';
import { middle } from './outgoing.ts';
import { type Answer, answerTo, refusalCodes } from './join-refusal.ts';
import type { Channel } from './roster.ts';
import type { Leaving } from './roster-tracker.ts';

type WishState =
  | { readonly state: 'idle' }
  | { readonly state: 'joining'; readonly cancel: () => void }
  | { readonly state: 'joined' }
  | { readonly state: 'waiting'; readonly cancel: () => void; readonly why: string }
  | { readonly state: 'given-up'; readonly why: string };

interface Wish {
  readonly name: string;
  key: string | undefined;
  link: WishState;
  refusals: number;
  /** When we were thrown out lately (monotonic). */
  kicks: number[];
  /** Where the server sent us instead. */
  forward: string | undefined;
}

interface Ports {
  readonly link: Link;
  /** What waits to be said there never will be. */
  readonly refuse: (channel: string, why: string) => void;
  readonly wake: () => void;
}

/** Said of a channel that nobody wanted the bot in. */
export const notWishedFor = 'the bot is not in that channel';

const maxForwards = 50;

/** Gets into the channels that are wished for, and back into them, without ever hammering. */
export class ChannelKeeper {
  readonly #link: Link;
  readonly #ports: Ports;
  readonly #wishes: Wish[];
  /** Channels we asked for besides the wishes: trusted invitations. */
  readonly #invited = new Set<string>();

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#link = ports.link;
    this.#wishes = ports.link.config.channels.map(toWish);
  }

  rules(): Rules {
    const refusal = { min: 2, run: (line: Line) => this.#refused(line) };
    return {
      ...Object.fromEntries(refusalCodes.map((code) => [code, refusal])),
      '470': { min: 3, run: ({ params }) => this.#forwarded(params[1] ?? '', params[2] ?? '') },
      INVITE: { min: 2, run: (line) => this.#invitation(line) },
      MODE: { min: 2, run: (line) => this.#keyChanged(line) },
    };
  }

  start(): void {
    this.#join(this.#wishes.filter(({ link }) => link.state === 'idle'));
  }

  /** Why nothing can be said there soon; undefined while a join is under way. */
  obstacle(folded: string): string | undefined {
    const wish = this.#wishFor(folded);
    if (wish === undefined) return this.#invited.has(folded) ? undefined : notWishedFor;
    const { link } = wish;
    return link.state === 'waiting' || link.state === 'given-up' ? link.why : undefined;
  }

  /** The channel that the server really put us into for a wished one. */
  actual(folded: string): string {
    return this.#wishFor(folded)?.forward ?? folded;
  }

  selfJoined(channel: Channel): void {
    const wish = this.#wishFor(channel.folded) ?? this.#forwardedWish(channel.folded);
    if (wish === undefined) return this.#unasked(channel);
    if (wish.forward === channel.folded && this.#link.config.forwards === 'leave')
      return this.#link.request(`PART ${middle(channel.name)}`, 'urgent');
    this.#set(wish, { state: 'joined' });
    wish.refusals = 0;
    this.#warn(
      wish,
      wish.forward === undefined ? undefined : `${wish.name} sent the bot on to ${channel.name}.`,
    );
    this.#ports.wake();
  }

  selfLeft(channel: Channel, leaving: Leaving): void {
    this.#invited.delete(channel.folded);
    const wish = this.#wishFor(channel.folded);
    if (wish === undefined) return;
    if (leaving.how === 'kick') this.#kicked(wish, leaving.by, leaving.reason ?? '');
    else this.#giveUp(wish, `the bot was taken out of ${wish.name} by the network`);
  }

  /** Logged in now: channels for registered users open. */
  identified(): void {
    this.#join(
      this.#wishes.filter(
        ({ link }) => link.state === 'waiting' && link.why.includes('registered'),
      ),
    );
  }

  #wishFor(folded: string): Wish | undefined {
    return this.#wishes.find(({ name }) => this.#link.roster.fold(name) === folded);
  }

  #forwardedWish(folded: string): Wish | undefined {
    return this.#wishes.find(({ forward }) => forward === folded);
  }

  /** Joins several with one line; those with a key first, as the protocol wants it. */
  #join(wishes: readonly Wish[]): void {
    const keyed = wishes.filter(({ key }) => key !== undefined);
    const all = [...keyed, ...wishes.filter(({ key }) => key === undefined)];
    const { joinsPerLine } = this.#link.isupport;
    for (let from = 0; from < all.length; from += joinsPerLine) {
      const some = all.slice(from, from + joinsPerLine);
      const keys = some.flatMap(({ key }) => (key === undefined ? [] : [middle(key)]));
      const names = some.map(({ name }) => middle(name)).join(',');
      for (const wish of some) this.#expectAnswer(wish);
      this.#link.request(
        ['JOIN', names, ...(keys.length > 0 ? [keys.join(',')] : [])].join(' '),
        'urgent',
      );
    }
  }

  #expectAnswer(wish: Wish): void {
    const cancel = this.#link.after(this.#link.tuning.joinAnswerWithinMs, () =>
      this.#retryIn(wish, this.#link.tuning.joinRetryMs, 'the server did not answer'),
    );
    this.#set(wish, { state: 'joining', cancel });
  }

  #set(wish: Wish, state: WishState): void {
    if ('cancel' in wish.link) wish.link.cancel();
    wish.link = state;
  }

  #refused({ command, params }: Line): void {
    const folded = this.#link.roster.fold(params[1] ?? '');
    const wish = this.#wishFor(folded);
    this.#invited.delete(folded);
    if (wish?.link.state !== 'joining') return;
    const answer = answerTo(command, params.at(-1) ?? '');
    const why = `${wish.name} cannot be joined: ${answer.why}`;
    if (answer.kind === 'give-up') this.#giveUp(wish, why);
    else this.#tryAgain(wish, answer, why);
  }

  #tryAgain(wish: Wish, { kind, help }: Answer, why: string): void {
    const { joinRetryMs, joinRetryMaxMs, rejoinAfterMs } = this.#link.tuning;
    const baseMs =
      kind === 'soon' ? rejoinAfterMs * 2 : kind === 'rarely' ? joinRetryMs * 5 : joinRetryMs;
    wish.refusals += 1;
    this.#retryIn(wish, Math.min(baseMs * 2 ** (wish.refusals - 1), joinRetryMaxMs), why);
    this.#askForHelp(wish, help);
  }

  #askForHelp(wish: Wish, help: Answer['help']): void {
    const name = middle(wish.name);
    if (help !== undefined && this.#link.config.chanserv)
      this.#link.request(`PRIVMSG ChanServ :${help} ${name}`, 'normal');
    if (help === 'INVITE' && wish.refusals === 1 && this.#link.isupport.has('KNOCK'))
      this.#link.request(`KNOCK ${name} :Castellan is configured for this channel`, 'normal');
  }

  #retryIn(wish: Wish, delayMs: number, why: string): void {
    const jitteredMs = delayMs * (0.9 + 0.2 * this.#link.random.next());
    const cancel = this.#link.after(jitteredMs, () => this.#join([wish]));
    this.#set(wish, { state: 'waiting', cancel, why });
    this.#warn(wish, `${why}. Trying again.`);
    this.#ports.refuse(this.#link.roster.fold(wish.name), why);
  }

  #giveUp(wish: Wish, why: string): void {
    this.#set(wish, { state: 'given-up', why });
    this.#warn(wish, `${why}. Not trying again until the next connection.`);
    this.#ports.refuse(this.#link.roster.fold(wish.name), why);
  }

  #warn(wish: Wish, text: string | undefined): void {
    this.#link.warn(`channel ${wish.name}`, text);
  }

  #kicked(wish: Wish, by: string, reason: string): void {
    const { rejoinWindowMs, rejoinAfterMs, maxRejoins } = this.#link.tuning;
    const nowMs = this.#link.clock.monotonic();
    wish.kicks = [...wish.kicks.filter((atMs) => nowMs - atMs < rejoinWindowMs), nowMs];
    const why = `${by} kicked the bot from ${wish.name}${reason === '' ? '' : ` (${reason})`}`;
    if (wish.kicks.length > maxRejoins) this.#giveUp(wish, `${why}, too often`);
    else this.#retryIn(wish, rejoinAfterMs * 2 ** (wish.kicks.length - 1), why);
  }

  #forwarded(from: string, to: string): void {
    const wish = this.#wishFor(this.#link.roster.fold(from));
    if (wish === undefined || this.#wishes.length > maxForwards * 10) return;
    wish.forward = this.#link.roster.fold(to);
    if (this.#link.config.forwards === 'leave')
      this.#retryIn(
        wish,
        this.#link.tuning.joinRetryMs * 5,
        `${wish.name} sends the bot on to ${to}`,
      );
    else this.#set(wish, { state: 'joined' });
  }

  #unasked(channel: Channel): void {
    if (this.#invited.has(channel.folded)) return this.#ports.wake();
    this.#link.log.info(
      { channel: channel.name },
      'The network put the bot into a channel that it did not ask for',
    );
    if (this.#link.config.forcedJoins === 'leave')
      return this.#link.request(`PART ${middle(channel.name)}`, 'urgent');
    this.#ports.wake();
  }

  /** An invitation opens a wished channel whoever sent it; any other only when its sender is trusted. */
  #invitation(line: Line): void {
    const name = line.params[1] ?? '';
    const folded = this.#link.roster.fold(name);
    if (!this.#link.self.is(line.params[0] ?? '') || !this.#link.isupport.isChannel(name)) return;
    if (this.#link.roster.channel(name)) return;
    const wish = this.#wishFor(folded);
    if (wish) return wish.link.state === 'joining' ? undefined : this.#join([wish]);
    if (!this.#trusts(line) || this.#invited.size >= maxForwards) return;
    this.#invited.add(folded);
    this.#link.request(`JOIN ${middle(name)}`, 'normal');
  }

  #trusts({ source, tags }: Line): boolean {
    const { roster, caps, config } = this.#link;
    const account = caps.has('account-tag')
      ? tagOf(tags, 'account')
      : roster.user(nickOf(source))?.account;
    return config.trustInvitesFrom.some((trusted) =>
      trusted.startsWith('account:')
        ? account !== undefined && roster.fold(trusted.slice(8)) === roster.fold(account)
        : maskFits(trusted, source, roster.fold),
    );
  }

  /** Remembers a new key while we are inside, to get back in. */
  #keyChanged({ params }: Line): void {
    const wish = this.#wishFor(this.#link.roster.fold(params[0] ?? ''));
    if (wish?.link.state !== 'joined') return;
    for (const { letter, added, param } of modeChanges(this.#link.isupport, params.slice(1)))
      if (letter === 'k' && added && param !== undefined && param !== '*') wish.key = param;
  }
}

const toWish = ({ name, key }: IrcConnection['channels'][number]): Wish => ({
  name,
  key: key?.reveal(),
  link: { state: 'idle' },
  refusals: 0,
  kicks: [],
  forward: undefined,
});
