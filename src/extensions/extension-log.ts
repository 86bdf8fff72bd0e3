import type { LogFacts, LogLevel } from '../base/log.ts';
import type { ExtensionLogLine } from '../core/extensions/extensions.ts';

/** A line of the program's log, its secrets taken out. */
interface Line {
  readonly atMs: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: LogFacts;
}

const mostLines = 100;
const mostExtensions = 200;
const longestFacts = 2000;
const longestMessage = 2000;
/** As modules are called; nothing else names a file. */
const shape = /^[a-z][a-z0-9-]{0,31}$/;
/** Whose line it is; told by who shows it. */
const owners = ['module', 'extension'] as const;

/** The last lines of the log of each extension, for whoever steers it. */
export class ExtensionLog {
  readonly #lines = new Map<string, ExtensionLogLine[]>();
  readonly #changed = new Set<string>();

  /** What an earlier run has kept; before anything is taken. */
  restore(name: string, lines: readonly ExtensionLogLine[]): void {
    this.#lines.set(name, lines.slice(-mostLines));
  }

  take({ facts, message, ...line }: Line): void {
    const name = owners.map((owner) => facts[owner]).find((found) => typeof found === 'string');
    if (name === undefined || !shape.test(name)) return;
    this.#changed.add(name);
    const kept = this.#lines.get(name) ?? [];
    // The one that was silent longest is forgotten first.
    this.#lines.delete(name);
    this.#lines.set(name, kept);
    kept.push({ ...line, message: message.slice(0, longestMessage), facts: told(facts) });
    if (kept.length > mostLines) kept.shift();
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > mostExtensions && oldest !== undefined) this.#lines.delete(oldest);
  }

  /** Whose log is another than what was written of it. */
  changed(): readonly string[] {
    return [...this.#changed];
  }

  /** Its log is about to be written. */
  writing(name: string): void {
    this.#changed.delete(name);
  }

  /** It was not: it is to be tried again. */
  notWritten(name: string): void {
    this.#changed.add(name);
  }

  /** Oldest first. */
  of(name: string): readonly ExtensionLogLine[] {
    return [...(this.#lines.get(name) ?? [])];
  }
}

/** What a line says besides its message, in one text; empty where that is nothing. */
function told(facts: LogFacts): string {
  const others = Object.entries(facts).filter(([name]) => !owners.some((owner) => owner === name));
  if (others.length === 0) return '';
  return JSON.stringify(Object.fromEntries(others)).slice(0, longestFacts);
}
