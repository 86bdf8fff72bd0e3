/**
 * A pattern of ours (RE2's syntax) in the syntax of Rust's `regex`, meaning the same; undefined where that cannot be
 * said. Both come from the same root and differ in little: in Rust `\w`, `\d`, `\s` and `\b` know all scripts, signs in
 * classes have meanings of their own, and most escapes of what needs none are errors.
 */
export function rustPattern(source: string, flags: string): string | undefined {
  const said: string[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const one = rest.startsWith('[') ? readClass(rest) : readPiece(rest);
    if (!one) return undefined;
    said.push(one.said);
    at += one.length;
  }
  return `${flagsOf(flags)}${said.join('')}`;
}

interface Read {
  readonly said: string;
  /** How much of the source that was, in UTF-16 units. */
  readonly length: number;
}

/** All of them are named: a network may have others by itself. */
function flagsOf(flags: string): string {
  const all = ['i', 's', 'm'];
  const on = all.filter((flag) => flags.includes(flag)).join('');
  const off = all.filter((flag) => !flags.includes(flag)).join('');
  return `(?${on}${off === '' ? '' : `-${off}`})`;
}

const digit = '0-9';
const wordly = '0-9A-Za-z_';
const blank = '\\t\\n\\x0C\\r ';

/** Perl's classes as RE2 has them: of ASCII alone. */
const perl: Readonly<Record<string, string>> = {
  d: `[${digit}]`,
  D: `[^${digit}]`,
  w: `[${wordly}]`,
  W: `[^${wordly}]`,
  s: `[${blank}]`,
  S: `[^${blank}]`,
};

const sameEscape = /^\\(?:[tnrfva]|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,6}\}|[pP](?:[A-Z]|\{\^?\w+\}))/;
const repetition = /^\{\d{1,4}(?:,\d{0,4})?\}/;
const group = /^\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:))?/;

function readPiece(rest: string): Read | undefined {
  const sign = rest.charAt(0);
  if (sign === '\\') return readEscape(rest, { inClass: false });
  if (sign === '(') return readGroup(rest);
  if (sign !== '{') return same(sign === '}' || sign === ']' ? `\\${sign}` : sign, 1);
  const [times] = repetition.exec(rest) ?? [];
  // What is no repetition is a brace to RE2, and an error to Rust.
  return times === undefined ? same('\\{', 1) : same(times, times.length);
}

function readGroup(rest: string): Read | undefined {
  const [flags, times] = /^\(\?(?=[^)])[imsU]*(?:-[imsU]+)?\)([*+?{]?)/.exec(rest) ?? [];
  // Flags are nothing that could be repeated, to Rust.
  if (flags !== undefined) return times === '' ? same(flags, flags.length) : undefined;
  const [opened = '('] = group.exec(rest) ?? [];
  if (opened === '(' && rest.startsWith('(?')) return undefined;
  // Nobody asks for what a group has caught.
  return same(/^\(\?P?</.test(opened) ? '(?:' : opened, opened.length);
}

function readEscape(rest: string, { inClass }: { readonly inClass: boolean }): Read | undefined {
  const sign = rest.charAt(1);
  const [escape] = sameEscape.exec(rest) ?? [];
  if (escape !== undefined) return same(escape, escape.length);
  const known = perl[sign];
  if (known !== undefined)
    return same(inClass && /[dws]/.test(sign) ? known.slice(1, -1) : known, 2);
  if (/[A-Za-z0-9]/.test(sign) || sign === '') return inClass ? undefined : readEdge(sign);
  const char = String.fromCodePoint(rest.codePointAt(1) ?? 0);
  return same(literal(char), 1 + char.length);
}

/** Edges of text and words. `\B` could lie within a character to Rust, and octal numbers, `\Q` and `\C` are unknown to it. */
function readEdge(sign: string): Read | undefined {
  if (sign === 'b') return same('(?-u:\\b)', 2);
  return sign === 'A' || sign === 'z' ? same(`\\${sign}`, 2) : undefined;
}

const posix = /^\[:\^?[a-z]+:\]/;

function readClass(rest: string): Read | undefined {
  const [open = '['] = /^\[\^?/.exec(rest) ?? [];
  const said: string[] = [open];
  let at = open.length;
  // A bracket at the beginning closes nothing.
  if (rest.charAt(at) === ']') {
    said.push('\\]');
    at += 1;
  }
  while (at < rest.length && rest.charAt(at) !== ']') {
    const one = readRange(rest.slice(at)) ?? readMember(rest.slice(at));
    if (!one) return undefined;
    said.push(one.said);
    at += one.length;
  }
  return at < rest.length ? same(`${said.join('')}]`, at + 1) : undefined;
}

/** `a-z`; a hyphen before the end of the class is a hyphen. */
function readRange(rest: string): Read | undefined {
  if (posix.test(rest) || /^\\[dDwWsSpP]/.test(rest)) return undefined;
  const from = readMember(rest);
  const behind = rest.slice(from?.length);
  if (!from || !/^-[^\]]/.test(behind)) return undefined;
  const to = readMember(behind.slice(1));
  return to && same(`${from.said}-${to.said}`, from.length + 1 + to.length);
}

function readMember(rest: string): Read | undefined {
  const [named] = posix.exec(rest) ?? [];
  if (named !== undefined) return same(named, named.length);
  if (rest.startsWith('\\')) return readEscape(rest, { inClass: true });
  const char = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return same(literal(char), char.length);
}

const literal = (char: string): string =>
  /^[\\.+*?()|[\]{}^$&~-]$/.test(char) ? `\\${char}` : char;

const same = (said: string, length: number): Read => ({ said, length });

/** A text that stands for itself in a pattern. */
export const literally = (text: string): string => Array.from(text, literal).join('');
