import type { ActorKeys } from './actor-keys.ts';
import type { Block, BlockRow } from './block.ts';
import type { FactPlace } from './fact.ts';
import type { FactPage } from './fact-page.ts';

/** What belongs to no space: direct talk. */
export const noSpace = '-';

/** Cuts a page into a block for each space, with people known by their keys. */
export function blocksOfPage(page: FactPage, keys: ActorKeys): ReadonlyMap<string, Block> {
  const drafts = new Map<string, Draft>();
  for (let row = 0; row < page.count; row += 1) {
    const place = page.places[page.placeNumbers[row] ?? 0];
    if (!place) continue;
    const space = place.space ?? noSpace;
    const draft = drafts.get(space) ?? new Draft(keys);
    drafts.set(space, draft);
    draft.add(page, row, place);
  }
  return new Map([...drafts].map(([space, draft]) => [space, draft.block]));
}

class Draft {
  readonly #keys: ActorKeys;
  readonly #actors = new Map<string, number>();
  readonly #actorKeys: Uint8Array[] = [];
  readonly #places = new Map<string, number>();
  readonly #placeList: FactPlace[] = [];
  readonly #commands = new Map<string, number>();
  readonly #rows: BlockRow[] = [];

  constructor(keys: ActorKeys) {
    this.#keys = keys;
  }

  get block(): Block {
    return {
      actors: this.#actorKeys,
      places: this.#placeList,
      commands: [...this.#commands.keys()],
      rows: this.#rows,
    };
  }

  add(page: FactPage, row: number, place: FactPlace): void {
    const command = page.commands[page.commandNumbers[row] ?? 0] ?? '';
    this.#rows.push({
      order: row,
      timeMs: page.timesMs[row] ?? 0,
      actor: this.#actor(page.highs[row] ?? 0, page.lows[row] ?? 0),
      place: this.#place(place),
      mark: page.marks[row] ?? 0,
      fate: page.fates[row] ?? 0,
      command: numberIn(this.#commands, command),
      size: page.sizes[row] ?? 0,
    });
  }

  #actor(high: number, low: number): number {
    const name = `${high} ${low}`;
    const known = this.#actors.get(name);
    if (known !== undefined) return known;
    this.#actorKeys.push(this.#keys.keyOf(high, low));
    return numberIn(this.#actors, name);
  }

  /** Only what is needed of a place: platforms' own objects hold more. */
  #place({ channel, space, platform, name }: FactPlace): number {
    const known = this.#places.get(channel);
    if (known !== undefined) return known;
    this.#placeList.push({ channel, platform, name, ...(space !== undefined && { space }) });
    return numberIn(this.#places, channel);
  }
}

function numberIn(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
}
