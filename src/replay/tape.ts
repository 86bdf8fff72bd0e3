import type { Block, BlockRow } from './block.ts';
import { type FactPlace, isSequel, isUse, kindIn, kindNumber } from './fact.ts';
import { pageRows } from './fact-page.ts';

export const hourMs = 3_600_000;

/** How much was said in a place besides commands, and who came, by hours since the tape's beginning. */
export interface Talk {
  readonly messages: Map<number, number>;
  readonly joins: Map<number, number>;
}

/**
 * Recorded uses in the order in which they happened, in columns. People, places and commands are numbers into the lists;
 * `links` says, for a row that tells what became of a use, which row that use is (-1: it is not there any more).
 */
export interface Tape {
  readonly fromMs: number;
  readonly count: number;
  readonly timesMs: Float64Array;
  readonly actors: Int32Array;
  readonly places: Int32Array;
  readonly commands: Int32Array;
  readonly links: Int32Array;
  readonly marks: Uint8Array;
  readonly fates: Uint8Array;
  /** 1 where a later row tells what became of the use. */
  readonly followed: Uint8Array;
  readonly actorNames: readonly string[];
  readonly placeList: readonly FactPlace[];
  readonly commandNames: readonly string[];
  /** By the place's number. */
  readonly talk: readonly Talk[];
}

/** Where a row of a block belongs in the lists of the tape. */
interface Numbers {
  readonly actors: readonly number[];
  readonly places: readonly number[];
  readonly commands: readonly number[];
}

/** Puts a tape together, page by page in their order. */
export class TapeWriter {
  readonly #fromMs: number;
  readonly #actors = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #placeList: FactPlace[] = [];
  readonly #commands = new Map<string, number>();
  readonly #talk: Talk[] = [];
  #columns = columnsOf(4096);
  #count = 0;
  /** A clock that was set back between two runs does not turn the tape's time back. */
  #lastMs = 0;

  constructor(fromMs: number) {
    this.#fromMs = fromMs;
  }

  addPage(blocks: readonly Block[]): void {
    const rows: ({ row: BlockRow; numbers: Numbers } | undefined)[] = [];
    for (const block of blocks) {
      const numbers = this.#numbersOf(block);
      for (const row of block.rows) {
        if (row.order < pageRows) rows[row.order] = { row, numbers };
      }
    }
    const written = new Int32Array(rows.length).fill(-1);
    rows.forEach((entry, order) => {
      if (!entry || entry.row.timeMs < this.#fromMs) return;
      const { row, numbers } = entry;
      if (isUse(kindIn(row.mark))) written[order] = this.#use(row, numbers);
      else if (isSequel(row.mark)) this.#sequel(row, written[order - row.size] ?? -1);
      else this.#said(row, numbers);
    });
  }

  tape(): Tape {
    return {
      fromMs: this.#fromMs,
      count: this.#count,
      ...this.#columns,
      actorNames: [...this.#actors.keys()],
      placeList: this.#placeList,
      commandNames: [...this.#commands.keys()],
      talk: this.#talk,
    };
  }

  #numbersOf({ actors, places, commands }: Block): Numbers {
    return {
      actors: actors.map((key) => numberIn(this.#actors, Buffer.from(key).toString('hex'))),
      places: places.map((place) => this.#placeNumber(place)),
      commands: commands.map((name) => numberIn(this.#commands, name)),
    };
  }

  /** What a place was called last is what it is called. */
  #placeNumber(place: FactPlace): number {
    const number = numberIn(this.#places, place.channel);
    this.#placeList[number] = place;
    this.#talk[number] ??= { messages: new Map(), joins: new Map() };
    return number;
  }

  #use({ actor, place, command, ...row }: BlockRow, numbers: Numbers): number {
    const at = this.#push(row);
    this.#columns.actors[at] = numbers.actors[actor] ?? 0;
    this.#columns.places[at] = numbers.places[place] ?? 0;
    this.#columns.commands[at] = numbers.commands[command] ?? 0;
    this.#columns.links[at] = -1;
    return at;
  }

  #sequel(row: BlockRow, link: number): void {
    if (link < 0) return;
    const at = this.#push(row);
    const columns = this.#columns;
    columns.links[at] = link;
    columns.followed[link] = 1;
    columns.actors[at] = columns.actors[link] ?? 0;
    columns.places[at] = columns.places[link] ?? 0;
    columns.commands[at] = columns.commands[link] ?? 0;
  }

  #push({ timeMs, mark, fate }: Pick<BlockRow, 'timeMs' | 'mark' | 'fate'>): number {
    const at = this.#count;
    if (at === this.#columns.timesMs.length) this.#columns = widened(this.#columns);
    this.#lastMs = Math.max(this.#lastMs, timeMs);
    this.#columns.timesMs[at] = this.#lastMs;
    this.#columns.marks[at] = mark;
    this.#columns.fates[at] = fate;
    this.#count = at + 1;
    return at;
  }

  #said({ place, mark, timeMs }: BlockRow, numbers: Numbers): void {
    const talk = this.#talk[numbers.places[place] ?? 0];
    const kind = kindIn(mark);
    const counts = kind === kindNumber.message ? talk?.messages : undefined;
    const which = kind === kindNumber.join ? talk?.joins : counts;
    if (!which) return;
    const hour = Math.floor((timeMs - this.#fromMs) / hourMs);
    which.set(hour, (which.get(hour) ?? 0) + 1);
  }
}

type Columns = Pick<
  Tape,
  'timesMs' | 'actors' | 'places' | 'commands' | 'links' | 'marks' | 'fates' | 'followed'
>;

const columnsOf = (rows: number): Columns => ({
  timesMs: new Float64Array(rows),
  actors: new Int32Array(rows),
  places: new Int32Array(rows),
  commands: new Int32Array(rows),
  links: new Int32Array(rows),
  marks: new Uint8Array(rows),
  fates: new Uint8Array(rows),
  followed: new Uint8Array(rows),
});

function widened(narrow: Columns): Columns {
  const wide = columnsOf(narrow.timesMs.length * 2);
  wide.timesMs.set(narrow.timesMs);
  wide.actors.set(narrow.actors);
  wide.places.set(narrow.places);
  wide.commands.set(narrow.commands);
  wide.links.set(narrow.links);
  wide.marks.set(narrow.marks);
  wide.fates.set(narrow.fates);
  wide.followed.set(narrow.followed);
  return wide;
}

function numberIn(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
