/**
 * One line of the protocol, cut but not interpreted. Tags stay raw because most lines have none that
 * anybody asks for; `tagOf` looks one up.
 */
export interface Line {
  readonly tags: string;
  /** `nick!user@host`, a server's name, or empty. */
  readonly source: string;
  readonly command: string;
  readonly params: readonly string[];
}

const space = 32;
const colon = 58;
const maxParams = 32;

/** Cuts a line. Undefined when there is no command in it. */
export function parseLine(text: string): Line | undefined {
  let at = skipSpaces(text, 0);
  let tags = '';
  let source = '';
  if (text.charCodeAt(at) === 64) {
    const end = endOfWord(text, at);
    tags = text.slice(at + 1, end);
    at = skipSpaces(text, end);
  }
  if (text.charCodeAt(at) === colon) {
    const end = endOfWord(text, at);
    source = text.slice(at + 1, end);
    at = skipSpaces(text, end);
  }
  const end = endOfWord(text, at);
  if (end === at) return undefined;
  return { tags, source, command: upper(text.slice(at, end)), params: paramsFrom(text, end) };
}

function paramsFrom(text: string, from: number): string[] {
  const params: string[] = [];
  for (let at = skipSpaces(text, from); at < text.length;) {
    if (text.charCodeAt(at) === colon || params.length === maxParams) {
      params.push(text.slice(text.charCodeAt(at) === colon ? at + 1 : at));
      break;
    }
    const end = endOfWord(text, at);
    params.push(text.slice(at, end));
    at = skipSpaces(text, end);
  }
  return params;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at += 1;
  return at;
}

function endOfWord(text: string, from: number): number {
  const end = text.indexOf(' ', from);
  return end < 0 ? text.length : end;
}

function upper(command: string): string {
  for (let at = 0; at < command.length; at += 1) {
    if (command.charCodeAt(at) >= 97) return command.toUpperCase();
  }
  return command;
}

/** The value of a tag: empty when it has none, undefined when it is missing. The last of several counts. */
export function tagOf(tags: string, name: string): string | undefined {
  let value: string | undefined;
  for (let from = 0; from < tags.length;) {
    const next = tags.indexOf(';', from);
    const end = next < 0 ? tags.length : next;
    if (tags.startsWith(name, from)) {
      const after = from + name.length;
      if (after === end) value = '';
      else if (tags.charCodeAt(after) === 61) value = unescapeTag(tags.slice(after + 1, end));
    }
    from = end + 1;
  }
  return value;
}

const escapes = new Map([
  [':', ';'],
  ['s', ' '],
  ['r', '\r'],
  ['n', '\n'],
]);

function unescapeTag(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\(.?)/gs, (_all, char: string) => escapes.get(char) ?? char);
}

/** The nick in a source, or the whole of it where it is no mask. */
export function nickOf(source: string): string {
  const bang = source.indexOf('!');
  if (bang >= 0) return source.slice(0, bang);
  const at = source.indexOf('@');
  return at < 0 ? source : source.slice(0, at);
}

/** The user and host in a source; undefined where it has none. */
export function userHostOf(source: string): { user: string; host: string } | undefined {
  const at = source.lastIndexOf('@');
  if (at < 0) return undefined;
  const bang = source.indexOf('!');
  return {
    user: bang < 0 || bang > at ? '' : source.slice(bang + 1, at),
    host: source.slice(at + 1),
  };
}

/** Whether a source is a server's name and not a person: no mask, but a dot, or nothing at all. */
export const isServer = (source: string): boolean =>
  source === '' || (!source.includes('!') && !source.includes('@') && source.includes('.'));

/**
 * The same text with memory of its own. Cut from a block of lines, a short text would keep the whole
 * block alive; whatever is stored for long goes through here.
 */
export const ownCopy = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
