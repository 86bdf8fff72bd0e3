import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { CastellanError } from '../base/errors.ts';
import { channelId, spaceId } from '../base/ids.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { type FactPlace, isSequel, isUse, kindIn } from './fact.ts';

const deflate = promisify(deflateRaw);
const format = 1;
/** An actor's key: eight bytes. */
const keyBytes = 8;

/** One fact of a block. Which person it was is a place in the block's list of keys. */
export interface BlockRow {
  /** Its place among all facts of its page. */
  readonly order: number;
  readonly timeMs: number;
  readonly actor: number;
  readonly place: number;
  readonly mark: number;
  readonly fate: number;
  readonly command: number;
  /** Characters; for what became of an earlier use: how many places of the page ago that was. */
  readonly size: number;
}

/** The facts of one space out of one page. */
export interface Block {
  readonly actors: readonly Uint8Array[];
  readonly places: readonly FactPlace[];
  readonly commands: readonly string[];
  readonly rows: readonly BlockRow[];
}

const lists = z.object({
  places: z.array(
    z.object({
      channel: z.string().transform(channelId),
      space: z.string().transform(spaceId).optional(),
      platform: z.enum(['discord', 'irc', 'console', 'web']),
      name: z.string(),
    }),
  ),
  commands: z.array(z.string()),
});

/**
 * A block as bytes: column by column, because what is alike then lies together, and small steps in place of large numbers,
 * then deflated off the main thread.
 */
export async function packBlock({ actors, places, commands, rows }: Block): Promise<Buffer> {
  const out = new ByteWriter();
  const text = Buffer.from(JSON.stringify({ places, commands }));
  out.number(text.length);
  out.bytes(text);
  out.number(actors.length);
  for (const actor of actors) out.bytes(actor);
  out.number(rows.length);
  let before = { order: -1, timeMs: 0 };
  for (const { order } of rows) {
    out.number(order - before.order - 1);
    before = { order, timeMs: 0 };
  }
  for (const { timeMs } of rows) {
    out.number(Math.max(0, timeMs - before.timeMs));
    before = { order: 0, timeMs: Math.max(before.timeMs, timeMs) };
  }
  for (const { mark } of rows) out.byte(mark);
  for (const { fate } of rows) out.byte(fate);
  const told = rows.filter(({ mark }) => !isSequel(mark));
  for (const { actor } of told) out.number(actor);
  for (const { place } of told) out.number(place);
  for (const { command } of told.filter(({ mark }) => isUse(kindIn(mark)))) out.number(command);
  for (const { size } of rows) out.number(size);
  const packed = await deflate(out.written, { level: 9 });
  return Buffer.concat([Buffer.of(format), packed]);
}

/** The block that these bytes hold. Throws `database` when they hold none. */
export function unpackBlock(bytes: Uint8Array): Block {
  try {
    if (bytes[0] !== format) throw new RangeError(`Format ${String(bytes[0])} is not known`);
    return readBlock(new ByteReader(inflateRawSync(bytes.subarray(1))));
  } catch (cause) {
    throw new CastellanError(
      'database',
      'A block of recorded facts cannot be read. It is passed over; it goes by itself when it is old enough.',
      { cause },
    );
  }
}

function readBlock(from: ByteReader): Block {
  const text = Buffer.from(from.bytes(from.number())).toString();
  const { places, commands } = lists.parse(JSON.parse(text));
  const actors = Array.from({ length: from.number() }, () => from.bytes(keyBytes));
  const count = from.number();
  const column = (read: () => number): number[] => Array.from({ length: count }, read);
  let [order, time] = [-1, 0];
  const orders = column(() => (order += from.number() + 1));
  const times = column(() => (time += from.number()));
  const marks = column(() => from.byte());
  const fateMarks = column(() => from.byte());
  const where = (is: (mark: number) => boolean): number[] =>
    marks.map((mark) => (is(mark) ? from.number() : 0));
  const actorNumbers = where((mark) => !isSequel(mark));
  const placeNumbers = where((mark) => !isSequel(mark));
  const commandNumbers = where((mark) => isUse(kindIn(mark)));
  const sizes = column(() => from.number());
  const rows = orders.map((at, row) => ({
    order: at,
    timeMs: times[row] ?? 0,
    actor: actorNumbers[row] ?? 0,
    place: placeNumbers[row] ?? 0,
    mark: marks[row] ?? 0,
    fate: fateMarks[row] ?? 0,
    command: commandNumbers[row] ?? 0,
    size: sizes[row] ?? 0,
  }));
  return {
    actors,
    places: places.map(({ space, ...place }) => ({
      ...place,
      ...(space !== undefined && { space }),
    })),
    commands,
    rows,
  };
}
