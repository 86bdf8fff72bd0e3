import { isIP } from 'node:net';
import { Capabilities } from './capabilities.ts';
import type { Rules } from './dispatch.ts';
import type { Line } from './line-parser.ts';
import type { Link } from './link.ts';
import type { LinkEnd } from './link-end.ts';
import { command } from './outgoing.ts';
import { type SaslEnd, SaslExchange } from './sasl/exchange.ts';
import { type LinkMemory, parseSts } from './sts.ts';

type Phase = 'listing' | 'introduced' | 'registered';

interface Ports {
  readonly link: () => Link;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly memory: LinkMemory;
  readonly registered: (line: Line) => void;
  readonly identified: () => void;
  readonly end: (end: LinkEnd) => void;
}

/** How the warning about a failed login begins; ': ' and the reason follow. */
export const saslFailed = 'Logging in to services failed';

const saslEnds = ['902', '903', '904', '905', '906', '907', '908'];

/**
 * From an open socket to the greeting: capabilities, transport security, who we are, login. On a
 * plain link nothing but `CAP LS` is said before it is known that the server does not insist on TLS.
 */
export class Registration {
  readonly caps: Capabilities;
  readonly #ports: Ports;
  #phase: Phase = 'listing';
  #sasl: SaslExchange | undefined;
  #ended = false;

  constructor(ports: Ports, extra: readonly string[]) {
    this.#ports = ports;
    this.caps = new Capabilities({
      send: (line) => this.#link.send(line),
      extra,
      listed: () => this.#listed(),
      settled: () => this.#settled(),
      changed: (name, gained) => this.#capChanged(name, gained),
    });
  }

  get registered(): boolean {
    return this.#phase === 'registered';
  }

  rules(): Rules {
    const saslEnd = {
      min: 1,
      run: ({ command: code, params }: Line) => this.#sasl?.numeric(code, params.at(-1) ?? ''),
    };
    return {
      CAP: { min: 3, run: ({ params }) => void this.caps.take(params) },
      AUTHENTICATE: { min: 1, run: ({ params }) => this.#sasl?.authenticate(params[0] ?? '+') },
      ...Object.fromEntries(saslEnds.map((code) => [code, saslEnd])),
      '900': { min: 3, run: ({ params }) => this.#loggedIn(params[2] ?? '') },
      '901': { min: 1, run: () => this.#loggedOut() },
      '001': { min: 1, run: (line) => this.#welcome(line) },
      '421': { min: 2, run: ({ params }) => this.#unknown(params[1] ?? '') },
      '451': { min: 1, run: () => this.#unknown('CAP') },
      '464': { min: 1, run: () => this.#wrongPassword() },
    };
  }

  begin(): void {
    const { capabilitiesWithinMs, registerWithinMs } = this.#link.tuning;
    this.#link.send('CAP LS 302');
    if (this.#ports.secure) this.#introduce();
    this.#link.after(capabilitiesWithinMs, () => this.caps.stopListing());
    this.#link.after(registerWithinMs, () => {
      if (!this.registered && !this.#ended)
        this.#end({
          kind: 'lost',
          problem: `the server did not let us in within ${registerWithinMs / 1000} s`,
        });
    });
  }

  stop(): void {
    this.#ended = true;
    this.#sasl?.stop();
  }

  get #link(): Link {
    return this.#ports.link();
  }

  /** The list of capabilities is complete: transport security first. */
  #listed(): boolean {
    if (this.#ended) return false;
    const sts = this.caps.valueOf('sts');
    if (sts !== undefined && isIP(this.#ports.host) === 0 && !this.#obeySts(sts)) return false;
    this.#introduce();
    return true;
  }

  /** False when this link must not go on. */
  #obeySts(value: string): boolean {
    const { port, durationMs } = parseSts(value);
    if (this.#ports.secure) {
      if (durationMs !== undefined)
        this.#ports.memory.keepPolicy(this.#ports.host, this.#ports.port, durationMs);
      return true;
    }
    if (port === undefined) return true;
    this.#link.log.info({ port }, 'The server wants a secure link; beginning again over TLS');
    this.#end({ kind: 'upgrade', port });
    return false;
  }

  #introduce(): void {
    if (this.#phase !== 'listing') return;
    this.#phase = 'introduced';
    const { password, nick, username, realname } = this.#link.config;
    if (password !== undefined) this.#link.send(command('PASS', [], password.reveal()));
    this.#link.send(command('NICK', [nick]));
    this.#link.send(command('USER', [username, '0', '*'], realname));
  }

  #settled(): void {
    if (this.#link.config.sasl === undefined) return this.#endCaps();
    if (!this.caps.has('sasl'))
      return this.#saslDone({
        ok: false,
        problem: 'the server does not offer SASL',
        impostor: false,
      });
    this.#login();
  }

  #login(): void {
    const { config, clock, random, tuning } = this.#link;
    if (config.sasl === undefined || this.#sasl !== undefined) return;
    this.#sasl = new SaslExchange(config.sasl, {
      clock,
      random,
      withinMs: tuning.saslWithinMs,
      send: (line) => this.#link.send(line),
      done: (end) => this.#saslDone(end),
    });
    this.#sasl.begin(this.caps.valueOf('sasl') ?? '');
  }

  #saslDone(end: SaslEnd): void {
    this.#sasl = undefined;
    this.#link.warn('sasl', end.ok ? undefined : `${saslFailed}: ${end.problem}.`);
    if (!end.ok) {
      const stop = this.#link.config.sasl?.onFailure === 'stop';
      this.#link.log.warn({ problem: end.problem }, 'Logging in to services failed');
      if (stop || end.impostor)
        return this.#end({
          kind: 'unauthorised',
          problem: `logging in to services failed: ${end.problem}`,
          stop,
        });
    }
    this.#endCaps();
  }

  #endCaps(): void {
    if (!this.registered && !this.#ended) this.#link.send('CAP END');
  }

  /** Services that come back offer SASL again. */
  #capChanged(name: string, gained: boolean): void {
    if (name === 'sasl' && gained && this.#link.self.account === undefined) this.#login();
  }

  #loggedIn(account: string): void {
    if (account === '') return;
    this.#link.self.account = account;
    this.#link.warn('sasl', undefined);
    this.#ports.identified();
  }

  #loggedOut(): void {
    this.#link.self.account = undefined;
  }

  #welcome(line: Line): void {
    if (this.registered) return;
    this.#phase = 'registered';
    this.#ports.registered(line);
    if (this.#link.config.sasl !== undefined) this.#lookForSasl();
  }

  /** Not every server says CAP NEW when its services come back. */
  #lookForSasl(): void {
    this.#link.after(this.#link.tuning.saslLookAgainMs, () => {
      if (this.#link.self.account === undefined && !this.caps.has('sasl'))
        this.#link.request('CAP LS 302', 'bulk');
      this.#lookForSasl();
    });
  }

  /** An old server that knows no CAP. */
  #unknown(what: string): void {
    if (what.toUpperCase() === 'CAP') this.caps.stopListing();
  }

  #wrongPassword(): void {
    if (this.registered) return;
    this.#end({
      kind: 'unauthorised',
      problem: 'the server does not take our password (setting: password)',
      stop: false,
    });
  }

  #end(end: LinkEnd): void {
    this.stop();
    this.#ports.end(end);
  }
}
