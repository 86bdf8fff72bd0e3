import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { ActorKeys } from './actor-keys.ts';
import { type Block, packBlock, unpackBlock } from './block.ts';
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
  forgetBefore(untilMs: number): Promise<number>;
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

  return {
    flush,
    async read(fromMs) {
      await flush();
      return readTape(parts, fromMs);
    },
    async countOf(actor) {
      await flush();
      let count = 0;
      await eachOf(parts, actor, (_stored, whole, person) => {
        count += whole.rows.length - without(whole, person).rows.length;
      });
      return count;
    },
    async forgetActor(actor) {
      await flush();
      return forgetActor(parts, actor);
    },
    forgetBefore: (untilMs) => store.forgetBefore(untilMs),
    async forgetSpace(space) {
      await flush();
      return store.forgetSpace(space);
    },
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

/** Every block that a person is in, and at which place of its list. */
async function eachOf(
  parts: Parts,
  actor: string,
  visit: (stored: StoredBlock, block: Block, person: number) => void | Promise<void>,
): Promise<void> {
  const { recorder, keys, log } = parts;
  const { high, low } = recorder.fingerprintOf(actor);
  const key = Buffer.from(keys.keyOf(high, low));
  await eachPage(parts, { fromMs: 0, most: Infinity }, async (page) => {
    for (const block of page) {
      const [whole] = readable(block, log);
      const person = whole?.actors.findIndex((one) => key.equals(one)) ?? -1;
      if (whole && person >= 0) await visit(block, whole, person);
    }
  });
}

async function forgetActor(parts: Parts, actor: string): Promise<number> {
  const { store } = parts;
  let gone = 0;
  await eachOf(parts, actor, async ({ page, space }, whole, person) => {
    const left = without(whole, person);
    gone += whole.rows.length - left.rows.length;
    if (left.rows.length === 0) await store.remove(page, space);
    else await store.replace(await stored(page, space, left));
  });
  return gone;
}

/** The block without a person, and without what became of that person's uses. */
function without({ rows, actors, ...lists }: Block, person: number): Block {
  const theirs = rows.filter(({ actor, mark }) => actor === person && !isSequel(mark));
  const gone = new Set(theirs.map(({ order }) => order));
  const left = rows.filter(
    ({ order, size, mark }) => !gone.has(order) && !(isSequel(mark) && gone.has(order - size)),
  );
  return {
    ...lists,
    actors: actors.filter((_key, at) => at !== person),
    rows: left.map((row) => (row.actor > person ? { ...row, actor: row.actor - 1 } : row)),
  };
}
