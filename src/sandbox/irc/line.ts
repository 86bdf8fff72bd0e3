import { capability, taggingCapabilities } from './capabilities.ts';

/** What a client sent, taken apart. All texts are byte strings. */
export interface Incoming {
  /** The client-only tags (`+typing=active;+x`) as they came, ready to be relayed. */
  readonly clientTags: string;
  readonly label: string | undefined;
  /** In upper case. */
  readonly command: string;
  readonly params: readonly string[];
}

const maxParams = 15;

/** Takes a line without its line end apart; undefined when it holds no command. */
export function parseLine(line: string): Incoming | undefined {
  let at = 0;
  let tags: string | undefined;
  if (line.startsWith('@')) {
    const end = line.indexOf(' ');
    if (end < 0) return undefined;
    tags = line.slice(1, end);
    at = end;
  }
  at = skipSpaces(line, at);
  // A client's own prefix is nothing that a server believes.
  if (line[at] === ':') at = skipSpaces(line, endOfWord(line, at));
  const end = endOfWord(line, at);
  if (end === at) return undefined;
  const command = line.slice(at, end).toUpperCase();
  const params = parseParams(line, end);
  return tags === undefined
    ? { clientTags: '', label: undefined, command, params }
    : { ...parseTags(tags), command, params };
}

function parseParams(line: string, from: number): string[] {
  const params: string[] = [];
  let at = skipSpaces(line, from);
  while (at < line.length) {
    if (line[at] === ':' || params.length === maxParams - 1) {
      params.push(line.slice(line[at] === ':' ? at + 1 : at));
      break;
    }
    const end = endOfWord(line, at);
    params.push(line.slice(at, end));
    at = skipSpaces(line, end);
  }
  return params;
}

function parseTags(raw: string): { clientTags: string; label: string | undefined } {
  const tags = raw.split(';').filter((tag) => tag !== '');
  const label = tags.findLast((tag) => tag.startsWith('label='))?.slice('label='.length);
  return { clientTags: tags.filter((tag) => tag.startsWith('+')).join(';'), label };
}

function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return at;
}

function endOfWord(line: string, from: number): number {
  const space = line.indexOf(' ', from);
  return space < 0 ? line.length : space;
}

/** What the server knows about a line besides its text; each reader is told what it asked for. */
export interface LineFacts {
  /** Wall-clock time, ISO 8601. */
  readonly time: string;
  readonly msgid?: string | undefined;
  readonly account?: string | undefined;
  readonly bot?: boolean;
  readonly clientTags?: string;
  /** The batch that it belongs to, for those who know batches. */
  readonly batch?: string;
}

/** Commands whose last parameter is text, so that it gets its colon even when it is one word. */
const textual = new Set(
  (
    'PRIVMSG NOTICE TOPIC QUIT PART KICK AWAY ERROR SETNAME PING PONG KILL CAP ' +
    '001 301 302 303 311 314 319 322 332 352 353 372'
  ).split(' '),
);

/** One line from the server, ready to be written for readers with different capabilities. */
export class Line {
  readonly source: string;
  readonly command: string;
  readonly params: readonly string[];
  readonly facts: LineFacts;
  readonly #body: string;
  #renderedFor = -1;
  #rendered = '';

  constructor(
    source: string,
    command: string,
    params: readonly string[],
    { facts, maxBytes }: { facts: LineFacts; maxBytes: number },
  ) {
    this.source = source;
    this.command = command;
    this.params = params;
    this.facts = facts;
    this.#body = bodyOf(this).slice(0, maxBytes - 2);
  }

  /** The bytes for a reader with these capabilities; `ownTags` (label, batch) come first. */
  render(caps: number, ownTags = ''): string {
    const wanted = caps & taggingCapabilities;
    if (ownTags === '' && wanted === this.#renderedFor) return this.#rendered;
    const tags = tagsFor(this.facts, wanted, ownTags);
    const rendered = tags === '' ? `${this.#body}\r\n` : `@${tags} ${this.#body}\r\n`;
    if (ownTags !== '') return rendered;
    this.#renderedFor = wanted;
    return (this.#rendered = rendered);
  }
}

function tagsFor(facts: LineFacts, wanted: number, ownTags: string): string {
  let tags = ownTags;
  const add = (tag: string) => (tags = tags === '' ? tag : `${tags};${tag}`);
  if (wanted & capability.batch && facts.batch && ownTags === '') add(`batch=${facts.batch}`);
  if (wanted & capability['server-time']) add(`time=${facts.time}`);
  if (wanted & capability['account-tag'] && facts.account) add(`account=${facts.account}`);
  if ((wanted & capability['message-tags']) === 0) return tags;
  if (facts.msgid) add(`msgid=${facts.msgid}`);
  if (facts.bot) add('bot');
  if (facts.clientTags) add(facts.clientTags);
  return tags;
}

function bodyOf({ source, command, params }: Line): string {
  let body = source === '' ? command : `:${source} ${command}`;
  const last = params.length - 1;
  for (let index = 0; index < last; index += 1) body += ` ${params[index] ?? ''}`;
  const trailing = params[last];
  if (trailing === undefined) return body;
  // A PART without a reason ends in the channel.
  const text = textual.has(command) && !(command === 'PART' && last === 0);
  return text || needsColon(trailing) ? `${body} :${trailing}` : `${body} ${trailing}`;
}

const needsColon = (trailing: string): boolean =>
  trailing === '' || trailing.startsWith(':') || trailing.includes(' ');

/** The nick, or the server, in front of `!`. */
export function nickOf(source: string): string {
  const bang = source.indexOf('!');
  return bang < 0 ? source : source.slice(0, bang);
}
