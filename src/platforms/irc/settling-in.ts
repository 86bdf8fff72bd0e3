import type { ChannelKeeper } from './channel-keeper.ts';
import type { Rules } from './dispatch.ts';
import type { Link } from './link.ts';
import type { NickKeeper } from './nick-keeper.ts';
import type { NickServ } from './nickserv.ts';

const readyWithoutMotdMs = 3000;

interface Ports {
  readonly link: Link;
  readonly nicks: NickKeeper;
  readonly nickserv: NickServ;
  readonly channels: ChannelKeeper;
}

/** From the greeting to the channels: 005 first, then who we are, then where we want to be. */
export class SettlingIn {
  readonly #ports: Ports;
  #state: 'outside' | 'greeted' | 'ready' | 'joining' = 'outside';

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  rules(): Rules {
    const ready = { min: 0, run: () => this.#becomeReady() };
    return {
      '376': ready,
      '422': ready,
      MODE: { min: 2, run: ({ params }) => this.#ownMode(params[0] ?? '', params[1] ?? '') },
    };
  }

  /** Whether everything about the server is known. */
  get ready(): boolean {
    return this.#state === 'ready' || this.#state === 'joining';
  }

  greeted(): void {
    this.#state = 'greeted';
    this.#ports.link.after(readyWithoutMotdMs, () => this.#becomeReady());
  }

  /** Logged in, by SASL or by NickServ. */
  identified(): void {
    if (!this.ready) return;
    this.#ports.nicks.identified();
    this.#join();
    this.#ports.channels.identified();
  }

  #becomeReady(): void {
    if (this.#state !== 'greeted') return;
    this.#state = 'ready';
    const { link, nicks, nickserv } = this.#ports;
    const { isupport, self, tuning } = link;
    if (isupport.botMode !== '') link.request(`MODE ${self.nick} +${isupport.botMode}`, 'urgent');
    nickserv.start();
    nicks.start();
    if (self.account !== undefined) nicks.identified();
    if (nickserv.expected) link.after(tuning.identifyWithinMs, () => this.#join());
    else this.#join();
  }

  #join(): void {
    if (this.#state === 'joining') return;
    this.#state = 'joining';
    this.#ports.channels.start();
  }

  /** `+r` on ourselves is how older services say "identified". */
  #ownMode(target: string, modes: string): void {
    if (!this.#ports.link.self.is(target)) return;
    const minus = modes.indexOf('-');
    const added = minus < 0 ? modes : modes.slice(0, minus);
    if (added.startsWith('+') && added.includes('r')) this.identified();
  }
}
