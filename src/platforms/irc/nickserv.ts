import type { Rules } from './dispatch.ts';
import { maskFits } from './glob.ts';
import { type Line, nickOf } from './line-parser.ts';
import type { Link } from './link.ts';

const maxTries = 3;
const betweenTriesMs = 20_000;
const asks = /identify|registered|password/i;
const thanks =
  /now (?:identified|recognized|logged in)|password accepted|you are (?:now )?identified/i;

/**
 * Tells NickServ our password, where SASL did not do it already: only to the very mask that is
 * configured, seen in its own notice or in a WHOIS answer, and only a few times.
 */
export class NickServ {
  readonly #link: Link;
  readonly #identified: () => void;
  #tries = 0;
  #lastTryMs = Number.NEGATIVE_INFINITY;
  #known = false;

  constructor(link: Link, identified: () => void) {
    this.#link = link;
    this.#identified = identified;
  }

  rules(): Rules {
    return {
      NOTICE: { min: 2, run: (line) => this.#notice(line) },
      '311': { min: 4, run: ({ params }) => this.#whois(params) },
    };
  }

  /** Whether there is something to wait for before joining channels. */
  get expected(): boolean {
    return (
      this.#link.config.nickserv?.password !== undefined && this.#link.self.account === undefined
    );
  }

  start(): void {
    if (this.expected) this.#link.request(`WHOIS ${this.#nick}`, 'urgent');
  }

  /** Asks for our nick to be freed; needs either a login or a NickServ that was seen to be the real one. */
  regain(wanted: string): void {
    const settings = this.#link.config.nickserv;
    const verb = settings?.regain ?? 'none';
    if (verb === 'none') return;
    const password =
      this.#link.self.account === undefined ? settings?.password?.reveal() : undefined;
    if (this.#link.self.account === undefined && (!this.#known || password === undefined)) return;
    const words = [verb.toUpperCase(), wanted, password].filter((word) => word !== undefined);
    this.#link.request(`PRIVMSG ${this.#nick} :${words.join(' ')}`, 'urgent');
  }

  get #nick(): string {
    const nick = nickOf(this.#link.config.nickserv?.mask ?? '');
    return nick === '' || /[*?]/.test(nick) ? 'NickServ' : nick;
  }

  #fits(source: string): boolean {
    const mask = this.#link.config.nickserv?.mask;
    return mask !== undefined && maskFits(mask, source, this.#link.roster.fold);
  }

  #notice({ source, params }: Line): void {
    const text = params[1] ?? '';
    if (this.#link.config.nickserv === undefined || !this.#fits(source)) return;
    this.#known = true;
    if (thanks.test(text)) this.#identified();
    else if (asks.test(text)) this.#identify();
  }

  #whois([, nick = '', user = '', host = '']: readonly string[]): void {
    if (!this.#fits(`${nick}!${user}@${host}`)) return;
    this.#known = true;
    this.#identify();
  }

  #identify(): void {
    const settings = this.#link.config.nickserv;
    const nowMs = this.#link.clock.monotonic();
    if (!this.expected || settings?.password === undefined) return;
    if (this.#tries >= maxTries || nowMs - this.#lastTryMs < betweenTriesMs) return;
    this.#tries += 1;
    this.#lastTryMs = nowMs;
    const account = settings.account === undefined ? '' : `${settings.account} `;
    this.#link.request(
      `PRIVMSG ${this.#nick} :IDENTIFY ${account}${settings.password.reveal()}`,
      'urgent',
    );
  }
}
