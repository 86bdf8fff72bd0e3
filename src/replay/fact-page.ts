import type { FactPlace } from './fact.ts';

/** Rows of a page: what happens in a quarter of an hour almost anywhere. */
export const pageRows = 8192;
const mostSize = 65_535;

/** What a row holds besides its time and whose it is. */
export interface FactRow {
  readonly place: number;
  /** Its kind and whether the person is exempt, in one byte. */
  readonly mark: number;
  readonly command: number;
  /** Characters; for what became of an earlier use: how many rows ago that was. */
  readonly size: number;
}

/**
 * Facts in the order in which they happened, in one block of memory that cannot grow. Nothing in it is text of people:
 * who acted is a fingerprint, places and commands are numbers into the page's own lists.
 */
export class FactPage {
  /** Epoch milliseconds when it was begun, with three digits of chance behind: larger than that of any page before. */
  readonly number: number;
  count = 0;
  readonly timesMs = new Float64Array(pageRows);
  readonly highs = new Int32Array(pageRows);
  readonly lows = new Int32Array(pageRows);
  readonly placeNumbers = new Uint16Array(pageRows);
  readonly commandNumbers = new Uint16Array(pageRows);
  readonly sizes = new Uint16Array(pageRows);
  readonly marks = new Uint8Array(pageRows);
  readonly fates = new Uint8Array(pageRows);
  readonly places: FactPlace[] = [];
  readonly commands: string[] = [];
  readonly #placeNumbers = new Map<FactPlace, number>();
  readonly #commandNumbers = new Map<string, number>();
  #lastPlace: FactPlace | undefined;
  #lastPlaceNumber = 0;

  constructor(number: number) {
    this.number = number;
  }

  get isFull(): boolean {
    return this.count === pageRows;
  }

  /** Writes the next row and says which it is. Not to be called when the page is full. */
  push(timeMs: number, high: number, low: number, { place, mark, command, size }: FactRow): number {
    const row = this.count;
    this.count = row + 1;
    this.timesMs[row] = timeMs;
    this.highs[row] = high;
    this.lows[row] = low;
    this.placeNumbers[row] = place;
    this.commandNumbers[row] = command;
    this.sizes[row] = size < mostSize ? size : mostSize;
    this.marks[row] = mark;
    return row;
  }

  /** The page's number for a place; platforms make one object per channel. */
  numberOfPlace(place: FactPlace): number {
    if (place === this.#lastPlace) return this.#lastPlaceNumber;
    const number = this.#placeNumbers.get(place) ?? this.places.push(place) - 1;
    this.#placeNumbers.set(place, number);
    this.#lastPlace = place;
    this.#lastPlaceNumber = number;
    return number;
  }

  numberOfCommand(command: string): number {
    const known = this.#commandNumbers.get(command);
    if (known !== undefined) return known;
    const number = this.commands.push(command) - 1;
    this.#commandNumbers.set(command, number);
    return number;
  }
}
