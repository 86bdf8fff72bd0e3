import { ownCopy } from './line-parser.ts';

const wanted = [
  'message-tags',
  'server-time',
  'batch',
  'account-tag',
  'account-notify',
  'extended-join',
  'multi-prefix',
  'userhost-in-names',
  'chghost',
  'setname',
  'labeled-response',
  'standard-replies',
  'cap-notify',
];
const maxListed = 200;
const maxRequestBytes = 400;

interface Ports {
  readonly send: (line: string) => void;
  /** Besides the ones that are always wanted: `sasl`, `echo-message`. */
  readonly extra: readonly string[];
  /** The list is complete; false stops the negotiation (the link is being given up). */
  readonly listed: () => boolean;
  /** Every request was answered for the first time. */
  readonly settled: () => void;
  /** Something was gained or lost later. */
  readonly changed: (name: string, gained: boolean) => void;
}

/** CAP negotiation, version 302. */
export class Capabilities {
  readonly enabled = new Set<string>();
  readonly #available = new Map<string, string>();
  readonly #ports: Ports;
  /** Requests out, each a list of names. */
  #pending: string[][] = [];
  #phase: 'listing' | 'requesting' | 'settled' = 'listing';

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  has(name: string): boolean {
    return this.enabled.has(name);
  }

  /** The value that the server gave with a capability; undefined when it has none of that name. */
  valueOf(name: string): string | undefined {
    return this.#available.get(name);
  }

  /** Takes the parameters of a CAP line; false when it makes no sense. */
  take(params: readonly string[]): boolean {
    const verb = params[1]?.toUpperCase();
    const list = params.at(-1);
    if (verb === undefined || list === undefined || params.length < 3) return false;
    const names = list.split(' ').filter((name) => name !== '');
    if (verb === 'LS') this.#list(names, params.length > 3 && params[2] === '*');
    else if (verb === 'ACK') this.#acknowledged(names);
    else if (verb === 'NAK') this.#refused(names);
    else if (verb === 'NEW') this.#gained(names);
    else if (verb === 'DEL') this.#lost(names);
    else return verb === 'LIST';
    return true;
  }

  /** Goes on with what was listed so far: the server has no CAP, or never ends its list. */
  stopListing(): void {
    if (this.#phase !== 'listing' || !this.#ports.listed()) return;
    this.#phase = 'requesting';
    this.#request(this.#worthAsking());
    this.#checkSettled();
  }

  #list(names: readonly string[], more: boolean): void {
    // Asked again later: what has come since then is news.
    if (this.#phase === 'settled') return this.#gained(names);
    if (this.#phase !== 'listing') return;
    this.#note(names);
    if (!more) this.stopListing();
  }

  #note(names: readonly string[]): void {
    for (const name of names) {
      const equals = name.indexOf('=');
      const key = equals < 0 ? name : name.slice(0, equals);
      if (this.#available.size < maxListed || this.#available.has(key))
        this.#available.set(ownCopy(key), equals < 0 ? '' : ownCopy(name.slice(equals + 1)));
    }
  }

  #worthAsking(): string[] {
    const names = [...this.#ports.extra, ...wanted];
    return names.filter((name) => this.#available.has(name) && !this.enabled.has(name));
  }

  #request(names: readonly string[]): void {
    let batch: string[] = [];
    for (const name of names) {
      if (batch.join(' ').length + name.length > maxRequestBytes) {
        this.#ask(batch);
        batch = [];
      }
      batch.push(name);
    }
    if (batch.length > 0) this.#ask(batch);
  }

  #ask(names: string[]): void {
    this.#pending.push(names);
    this.#ports.send(`CAP REQ :${names.join(' ')}`);
  }

  #acknowledged(names: readonly string[]): void {
    const asked = this.#answered(names);
    for (const name of names) {
      if (name.startsWith('-')) this.enabled.delete(name.slice(1));
      else if (asked?.includes(name) === true) this.#enable(name);
    }
    this.#checkSettled();
  }

  #enable(name: string): void {
    if (this.enabled.has(name)) return;
    this.enabled.add(ownCopy(name));
    if (this.#phase === 'settled') this.#ports.changed(name, true);
  }

  /** One name that the server does not like spoils the whole request, so each is asked for alone then. */
  #refused(names: readonly string[]): void {
    const asked = this.#answered(names);
    if (asked && asked.length > 1) for (const name of asked) this.#ask([name]);
    this.#checkSettled();
  }

  #answered(names: readonly string[]): string[] | undefined {
    const at = this.#pending.findIndex((asked) => names.some((name) => asked.includes(name)));
    return at < 0 ? undefined : this.#pending.splice(at, 1)[0];
  }

  #gained(names: readonly string[]): void {
    this.#note(names);
    this.#request(this.#worthAsking());
  }

  #lost(names: readonly string[]): void {
    for (const name of names) {
      this.#available.delete(name);
      if (this.enabled.delete(name)) this.#ports.changed(name, false);
    }
  }

  #checkSettled(): void {
    if (this.#phase !== 'requesting' || this.#pending.length > 0) return;
    this.#phase = 'settled';
    this.#ports.settled();
  }
}

/** What a configuration wants besides. */
export const extraCapabilities = ({
  sasl,
  echo,
}: {
  readonly sasl?: unknown;
  readonly echo: boolean;
}): readonly string[] => [
  ...(sasl === undefined ? [] : ['sasl']),
  ...(echo ? ['echo-message'] : []),
];
