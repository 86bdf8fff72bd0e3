import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Line } from './line-parser.ts';

/** What to do for a command; lines with fewer parameters make no sense and are only counted. */
export interface Rule {
  readonly min: number;
  readonly run: (line: Line) => void;
}
export type Rules = Readonly<Record<string, Rule>>;

/** What came that made no sense. Part of a connection's status, not of its fate. */
export interface Oddities {
  malformed: number;
  unknown: number;
  faults: number;
}

/** Sends each line to the rules of its command, in the order in which they were added. */
export class Dispatcher {
  readonly oddities: Oddities = { malformed: 0, unknown: 0, faults: 0 };
  readonly #rules = new Map<string, Rule[]>();
  readonly #log: Log;

  constructor(log: Log, ...parts: readonly Rules[]) {
    this.#log = log;
    for (const [command, rule] of parts.flatMap((part) => Object.entries(part))) {
      const rules = this.#rules.get(command);
      if (rules) rules.push(rule);
      else this.#rules.set(command, [rule]);
    }
  }

  dispatch(line: Line): void {
    const rules = this.#rules.get(line.command);
    if (rules === undefined) {
      this.oddities.unknown += 1;
      return;
    }
    for (const rule of rules) {
      if (line.params.length >= rule.min) this.#run(rule, line);
      else this.malformed(line.command);
    }
  }

  malformed(what: string): void {
    this.oddities.malformed += 1;
    if (this.oddities.malformed <= 20 || this.oddities.malformed % 1000 === 0)
      this.#log.debug(
        { command: what.slice(0, 40), count: this.oddities.malformed },
        'Ignored a line that makes no sense',
      );
  }

  /** A fault of ours in one line must cost that line only, never the link or the process. */
  #run(rule: Rule, line: Line): void {
    try {
      rule.run(line);
    } catch (fault) {
      this.oddities.faults += 1;
      this.#log.error(
        { command: line.command.slice(0, 40), fault: messageOf(fault) },
        'A line could not be handled',
      );
    }
  }
}
