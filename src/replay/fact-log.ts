import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { ActorKeys } from './actor-keys.ts';
import { type Block, type BlockRow, packBlock, unpackBlock } from './block.ts';
import { blocksOfPage } from './blocks-of-page.ts';
import { isSequel } from './fact.ts';
import type { FactPage } from './fact-page.ts';
import type { Recorder } from './recorder.ts';
import type { FactStore, FactsSize, StoredBlock } from './store.ts';
import { type Tape, TapeWriter } from './tape.ts';

/** The most facts that are read at once; of more, the latest. */
const mostRead = 4_000_000;
/** So many pages are asked of the database at a time. */
const pagesAtOnce = 16;

interface Parts {
  readonly recorder: Recorder;
  readonly store: FactStore;
  readonly keys: ActorKeys;
  readonly log: Log;
}

/** The facts, from memory onto disk and back. */
export interface FactLog {
  /** Writes what waits. What cannot be written waits on. */
  flush(): Promise<void>;
  /** All that was recorded since then, this moment included. */
  read(fromMs: number): Promise<Tape>;
  /** How many facts are one person's. */
  countOf(actor: string): Promise<number>;
  /** Takes one person out of everything; says from how many facts. */
  forgetActor(actor: string): Promise<number>;
  /** Takes one channel out of everything; says how many facts that were. */
  forgetChannel(channel: string): Promise<number>;
  forgetBefore(untilMs: number): Promise<number>;
  /** Says how many blocks that were. */
  forgetSpace(space: string): Promise<number>;
  size(): Promise<FactsSize>;
}

export function factLog(parts: Parts): FactLog {
  const { recorder, store } = parts;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    const pages = recorder.take();
    try {
      await store.add(await packed(pages, parts.keys));
    } catch (failure) {
      recorder.giveBack(pages);
      parts.log.error({ err: failure }, 'Facts of the guard could not be written; they wait on');
    }
  }
  const flush = (): Promise<void> => (writing = writing.then(write));

  /** What waits is written first, so that nothing is passed over. */
  const after = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    await flush();
    return act();
  };

  return {
    flush,
    read: (fromMs) => after(() => readTape(parts, fromMs)),
    countOf: (actor) =>
      after(() => sumOver(parts, ofActor(parts, actor), (found) => Promise.resolve(lost(found)))),
    forgetActor: (actor) =>
      after(() => sumOver(parts, ofActor(parts, actor), (found) => takeOut(parts, found))),
    forgetChannel: (channel) =>
      after(() => sumOver(parts, ofChannel(channel), (found) => takeOut(parts, found))),
    forgetBefore: (untilMs) => store.forgetBefore(untilMs),
    forgetSpace: (space) => after(() => store.forgetSpace(space)),
    size: () => store.size(),
  };
}

/** Lets others have their turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function packed(
  pages: readonly FactPage[],
  keys: ActorKeys,
): Promise<readonly StoredBlock[]> {
  const all: StoredBlock[] = [];
  for (const page of pages) {
    for (const [space, block] of blocksOfPage(page, keys)) {
      all.push(await stored(page.number, space, block));
    }
    await turn();
  }
  return all;
}

async function stored(page: number, space: string, block: Block): Promise<StoredBlock> {
  const [first, last] = [block.rows[0], block.rows.at(-1)];
  return {
    ...{ page, space, facts: block.rows.length },
    ...{ fromMs: first?.timeMs ?? 0, untilMs: last?.timeMs ?? 0 },
    body: await packBlock(block),
  };
}

async function readTape(parts: Parts, fromMs: number): Promise<Tape> {
  const tape = new TapeWriter(fromMs);
  await eachPage(parts, { fromMs, most: mostRead }, (blocks) =>
    tape.addPage(blocks.flatMap((block) => readable(block, parts.log))),
  );
  return tape.tape();
}

/** Pages in their order, the event loop free in between. */
async function eachPage(
  { store }: Parts,
  { fromMs, most }: { readonly fromMs: number; readonly most: number },
  visit: (blocks: readonly StoredBlock[]) => void | Promise<void>,
): Promise<void> {
  const wanted = latest(await store.pages(fromMs), most);
  for (let at = 0; at < wanted.length; at += pagesAtOnce) {
    const some = wanted.slice(at, at + pagesAtOnce);
    const blocks = await store.blocks(some[0] ?? 0, some.at(-1) ?? 0);
    for (const [, page] of Map.groupBy(blocks, (block) => block.page)) {
      await turn();
      await visit(page);
    }
  }
}

/** As many of the newest pages as hold no more than `most` facts, oldest first. */
function latest(pages: Awaited<ReturnType<FactStore['pages']>>, most: number): readonly number[] {
  let sum = 0;
  const kept = pages.filter(({ facts }) => (sum += facts) <= most);
  return kept.map(({ page }) => page).reverse();
}

function readable(stored: StoredBlock, log: Log): readonly Block[] {
  try {
    return [unpackBlock(stored.body)];
  } catch (failure) {
    const { page, space } = stored;
    log.warn({ page, space, why: messageOf(failure) }, 'A block of facts is passed over');
    return [];
  }
}

/** A block, and which of its rows are meant. */
interface Found {
  readonly stored: StoredBlock;
  readonly block: Block;
  readonly gone: (row: BlockRow) => boolean;
}

/** Says of a block which of its rows are sought, if it has any. */
type Search = (block: Block) => Found['gone'] | undefined;

function ofActor({ recorder, keys }: Parts, actor: string): Search {
  const { high, low } = recorder.fingerprintOf(actor);
  const key = Buffer.from(keys.keyOf(high, low));
  return ({ actors }) => {
    const person = actors.findIndex((one) => key.equals(one));
    return person < 0 ? undefined : (row) => row.actor === person;
  };
}

const ofChannel =
  (channel: string): Search =>
  ({ places }) => {
    const place = places.findIndex((one) => one.channel === channel);
    return place < 0 ? undefined : (row) => row.place === place;
  };

/** Visits every block that has what is sought, and adds up. */
async function sumOver(
  parts: Parts,
  search: Search,
  visit: (found: Found) => Promise<number>,
): Promise<number> {
  let sum = 0;
  await eachPage(parts, { fromMs: 0, most: Infinity }, async (page) => {
    for (const one of page) {
      const [block] = readable(one, parts.log);
      const gone = block && search(block);
      if (gone) sum += await visit({ stored: one, block, gone });
    }
  });
  return sum;
}

/** How many rows go when those that are meant do. */
const lost = ({ block, gone }: Found): number =>
  block.rows.length - without(block, gone).rows.length;

/** Takes rows out of a block on disk; says how many. */
async function takeOut({ store }: Parts, found: Found): Promise<number> {
  const { page, space } = found.stored;
  const left = without(found.block, found.gone);
  if (left.rows.length === 0) await store.remove(page, space);
  else await store.replace(await stored(page, space, left));
  return lost(found);
}

/** The block without some rows, without what became of those uses, and without people who then did nothing. */
function without({ rows, actors, ...lists }: Block, gone: (row: BlockRow) => boolean): Block {
  const out = new Set(rows.filter((row) => !isSequel(row.mark) && gone(row)).map(orderOf));
  const left = rows.filter(
    ({ order, size, mark }) => !out.has(order) && !(isSequel(mark) && out.has(order - size)),
  );
  const there = [...new Set(left.flatMap(({ actor, mark }) => (isSequel(mark) ? [] : actor)))];
  const numbers = new Map(there.map((actor, number) => [actor, number]));
  return {
    ...lists,
    actors: there.flatMap((actor) => actors[actor] ?? []),
    rows: left.map((row) => ({ ...row, actor: numbers.get(row.actor) ?? 0 })),
  };
}

const orderOf = ({ order }: BlockRow): number => order;
