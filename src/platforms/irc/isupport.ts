import { type Fold, foldOf } from './casefold.ts';
import { ownCopy } from './line-parser.ts';

/** How channel mode letters take parameters: A lists, B always, C when set, D never. */
export interface ChannelModes {
  readonly list: string;
  readonly always: string;
  readonly whenSet: string;
  readonly never: string;
}

/** Prefix modes and their signs, strongest first. */
export interface Prefixes {
  readonly modes: string;
  readonly signs: string;
}

const noValue = '';
const maxTokens = 256;

/** What a server says of itself in 005. Reset with each connection. */
export class Isupport {
  readonly #tokens = new Map<string, string>();
  fold: Fold = foldOf('rfc1459');
  prefixes: Prefixes = { modes: 'ov', signs: '@+' };
  channelModes: ChannelModes = modesOf('beI,k,l,imnpst');
  chanTypes = '#&';
  statusMsg = '';
  lineLength = 512;
  nickLength = 9;
  /** How many channels one JOIN may name. */
  joinsPerLine = 10;
  /** How many nicks MONITOR watches; 0 without it. */
  monitor = 0;
  whox = false;
  /** The letter of the bot mode, empty without it. */
  botMode = '';
  utf8Only = false;
  network = '';

  /** Takes the tokens of one 005 line; true when the case mapping changed, so that keys must be folded again. */
  take(tokens: readonly string[]): boolean {
    const foldBefore = this.fold;
    for (const token of tokens) this.#takeToken(token);
    this.#read();
    return this.fold !== foldBefore;
  }

  has(name: string): boolean {
    return this.#tokens.has(name);
  }

  get(name: string): string | undefined {
    return this.#tokens.get(name);
  }

  isChannel(target: string): boolean {
    return target !== '' && this.chanTypes.includes(target.charAt(0));
  }

  /** The channel in a target that may start with status signs (`@#chan`). */
  channelIn(target: string): string | undefined {
    if (this.isChannel(target)) return target;
    let at = 0;
    while (at < target.length && this.statusMsg.includes(target.charAt(at))) at += 1;
    return at > 0 && this.isChannel(target.slice(at)) ? target.slice(at) : undefined;
  }

  #takeToken(token: string): void {
    if (token.startsWith('-')) return void this.#tokens.delete(token.slice(1).toUpperCase());
    const equals = token.indexOf('=');
    const name = (equals < 0 ? token : token.slice(0, equals)).toUpperCase();
    if (name === '' || (this.#tokens.size >= maxTokens && !this.#tokens.has(name))) return;
    this.#tokens.set(ownCopy(name), equals < 0 ? noValue : unescapeValue(token.slice(equals + 1)));
  }

  #read(): void {
    this.fold = foldOf(this.#textOr('CASEMAPPING', 'rfc1459'));
    this.prefixes = prefixesOf(this.#tokens.get('PREFIX'));
    this.channelModes = modesOf(this.#textOr('CHANMODES', 'beI,k,l,imnpst'));
    this.chanTypes = this.#textOr('CHANTYPES', '#&');
    this.statusMsg = this.#tokens.get('STATUSMSG') ?? '';
    this.lineLength = this.#numberOr('LINELEN', 512, 512, 16_384);
    this.nickLength = this.#numberOr('NICKLEN', 9, 1, 512);
    const joins = /(?:^|,)JOIN:(\d{1,4})(?:,|$)/i.exec(this.#tokens.get('TARGMAX') ?? '')?.[1];
    this.joinsPerLine = joins === undefined ? 10 : Math.min(10, Math.max(1, Number(joins)));
    this.monitor = this.#tokens.has('MONITOR') ? this.#numberOr('MONITOR', 100, 0, 10_000) : 0;
    this.whox = this.#tokens.has('WHOX');
    this.botMode = this.#tokens.get('BOT')?.charAt(0) ?? '';
    this.utf8Only = this.#tokens.has('UTF8ONLY');
    this.network = this.#tokens.get('NETWORK') ?? '';
  }

  #textOr(name: string, otherwise: string): string {
    const value = this.#tokens.get(name);
    return value === undefined || value === noValue ? otherwise : value;
  }

  #numberOr(name: string, otherwise: number, min: number, max: number): number {
    const value = this.#tokens.get(name);
    if (value === undefined || !/^\d{1,9}$/.test(value)) return otherwise;
    return Math.min(max, Math.max(min, Number(value)));
  }
}

const unescapeValue = (value: string): string =>
  ownCopy(
    value.replace(/\\x([\da-f]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  );

/** Reads `(qaohv)~&@%+`. A value that says "none" is none; one that makes no sense is the default. */
function prefixesOf(value: string | undefined): Prefixes {
  if (value === '' || value === '()') return { modes: '', signs: '' };
  const close = value?.indexOf(')') ?? -1;
  if (value?.startsWith('(') !== true || close < 0) return { modes: 'ov', signs: '@+' };
  const modes = value.slice(1, close);
  const signs = value.slice(close + 1);
  return modes.length === signs.length ? { modes, signs } : { modes: 'ov', signs: '@+' };
}

function modesOf(value: string): ChannelModes {
  const [list = '', always = '', whenSet = '', never = ''] = value.split(',');
  return { list, always, whenSet, never };
}
