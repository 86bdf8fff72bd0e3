import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../base/errors.ts';

export interface RollingBounds {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** `castellan.7.log`: the number grows with each new file. */
const shape = /^castellan\.(\d{1,9})\.log$/;

/**
 * Log files of bounded size and number, in this process: a worker thread that did it cost 30 MiB and a tenth of the
 * start. Lines are few and are written at once, so that the last ones before a crash are there.
 */
export class RollingFile {
  readonly #folder: string;
  readonly #bounds: RollingBounds;
  #number: number;
  #file: number;
  #bytes: number;
  #closed = false;

  constructor(folder: string, bounds: RollingBounds) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#bounds = bounds;
    this.#number = Math.max(1, ...numbersIn(folder));
    this.#file = this.#open();
    this.#bytes = fstatSync(this.#file).size;
  }

  write(line: string): void {
    if (this.#closed) return;
    try {
      if (this.#bytes >= this.#bounds.maxBytes) this.#roll();
      this.#bytes += writeSync(this.#file, line);
    } catch (failure) {
      // A full disk must not stop what was only to be noted. It is said once, where somebody may look.
      this.close();
      process.stderr.write(`The log files cannot be written any more: ${messageOf(failure)}\n`);
    }
  }

  /** What is logged after this is gone. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      closeSync(this.#file);
    } catch {
      // Nothing more can be done for it.
    }
  }

  #open(): number {
    return openSync(join(this.#folder, nameOf(this.#number)), 'a', 0o600);
  }

  #roll(): void {
    closeSync(this.#file);
    this.#number += 1;
    this.#file = this.#open();
    this.#bytes = 0;
    const oldest = this.#number - this.#bounds.maxFiles;
    for (const number of numbersIn(this.#folder))
      if (number <= oldest) rmSync(join(this.#folder, nameOf(number)), { force: true });
  }
}

const nameOf = (number: number): string => `castellan.${number}.log`;

const numbersIn = (folder: string): readonly number[] =>
  readdirSync(folder).flatMap((name) => Number(shape.exec(name)?.[1] ?? []));
