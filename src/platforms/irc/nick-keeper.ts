import type { Rules } from './dispatch.ts';
import type { Link } from './link.ts';
import { NickAlternatives } from './nick-alternatives.ts';

const quickTries = 6;
const slowTryMs = 3000;
const betweenTriesMs = 5000;
const maxForced = 3;

interface Ports {
  readonly link: Link;
  readonly registered: () => boolean;
  /** Asks services to free our nick; they may not exist. */
  readonly askServices: (nick: string) => void;
}

/** Gets a nick at registration, and the wanted one back whenever it becomes free. */
export class NickKeeper {
  readonly #link: Link;
  readonly #ports: Ports;
  readonly #alternatives: NickAlternatives;
  /** Not before then: after a try, and longer after the nick was forced upon us. */
  #restUntilMs = Number.NEGATIVE_INFINITY;
  #pending: { readonly atMs: number; readonly cancel: () => void } | undefined;
  #forced = 0;
  #watching = false;
  #askedServices = false;

  constructor(ports: Ports) {
    const { config, random } = ports.link;
    this.#ports = ports;
    this.#link = ports.link;
    this.#alternatives = new NickAlternatives(config.nick, config.alternatives, random);
  }

  rules(): Rules {
    const refused = { min: 1, run: () => this.#refused() };
    return {
      '431': refused,
      '433': refused,
      '436': refused,
      '432': { min: 1, run: () => this.#badShape() },
      '437': { min: 2, run: ({ params }) => this.#unavailable(params[1] ?? '') },
      '731': { min: 2, run: ({ params }) => this.#offline(params[1] ?? '') },
      '303': { min: 2, run: ({ params }) => this.#isOn(params[1] ?? '') },
    };
  }

  /** After the greeting and 005. */
  start(): void {
    this.#watch();
    this.#poll();
  }

  /** We are logged in: services can help now. */
  identified(): void {
    if (this.#content || this.#askedServices) return;
    this.#askedServices = true;
    this.#ports.askServices(this.#wanted);
    this.#tryIn(betweenTriesMs);
  }

  nickLeft(folded: string): void {
    if (!this.#content && folded === this.#link.roster.fold(this.#wanted)) this.#tryIn(0);
  }

  selfRenamed(): void {
    if (this.#content) return this.#regained();
    if (!this.#ports.registered()) return;
    this.#forced += 1;
    const { nick } = this.#link.self;
    if (this.#forced > maxForced)
      return this.#link.warn(
        'nick',
        `The network keeps changing the nick to ${nick}; it stays so until the next connection.`,
      );
    const restMs = this.#link.tuning.regainAfterMs * 2 ** (this.#forced - 1);
    this.#restUntilMs = this.#link.clock.monotonic() + restMs;
    this.#watch();
    this.#tryIn(restMs);
  }

  get #wanted(): string {
    return this.#link.config.nick;
  }

  get #content(): boolean {
    return this.#link.self.is(this.#wanted);
  }

  #refused(): void {
    if (this.#ports.registered()) return;
    const nick = this.#alternatives.next();
    const delayMs = this.#alternatives.tried > quickTries ? slowTryMs : 0;
    if (delayMs === 0) return this.#link.send(`NICK ${nick}`);
    this.#link.after(delayMs, () => {
      if (!this.#ports.registered()) this.#link.send(`NICK ${nick}`);
    });
  }

  #badShape(): void {
    this.#alternatives.shorten();
    this.#refused();
  }

  /** 437 is for a channel too. */
  #unavailable(what: string): void {
    if (!this.#link.isupport.isChannel(what)) this.#refused();
  }

  #offline(targets: string): void {
    for (const target of targets.split(',')) {
      const bang = target.indexOf('!');
      this.nickLeft(this.#link.roster.fold(bang < 0 ? target : target.slice(0, bang)));
    }
  }

  #isOn(nicks: string): void {
    const { fold } = this.#link.roster;
    const wanted = fold(this.#wanted);
    if (!nicks.split(' ').some((nick) => fold(nick) === wanted)) this.nickLeft(wanted);
  }

  #watch(): void {
    if (this.#content || this.#watching || this.#link.isupport.monitor === 0) return;
    this.#watching = true;
    this.#link.request(`MONITOR + ${this.#wanted}`, 'normal');
  }

  #regained(): void {
    this.#link.warn('nick', undefined);
    if (!this.#watching) return;
    this.#watching = false;
    this.#link.request(`MONITOR - ${this.#wanted}`, 'normal');
  }

  /** For servers without MONITOR, and for what MONITOR missed. */
  #poll(): void {
    if (!this.#content && this.#forced <= maxForced) {
      this.#link.warn(
        'nick',
        `The nick ${this.#wanted} is taken; the bot is ${this.#link.self.nick} and takes its own as soon as it is free.`,
      );
      this.#link.request(`ISON ${this.#wanted}`, 'bulk');
    }
    this.#link.after(this.#link.tuning.regainPollMs, () => this.#poll());
  }

  /** One try at a time, and never two within seconds. */
  #tryIn(delayMs: number): void {
    if (this.#forced > maxForced) return;
    const nowMs = this.#link.clock.monotonic();
    const atMs = Math.max(nowMs + delayMs, this.#restUntilMs);
    if (this.#pending && this.#pending.atMs <= atMs) return;
    this.#pending?.cancel();
    this.#pending = { atMs, cancel: this.#link.after(atMs - nowMs, () => this.#try()) };
  }

  #try(): void {
    this.#pending = undefined;
    if (this.#content) return;
    this.#restUntilMs = this.#link.clock.monotonic() + betweenTriesMs;
    this.#link.request(`NICK ${this.#wanted}`, 'urgent');
  }
}
