import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { channelId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { RawCall } from '../../core/commands/command.ts';
import type { Ports } from '../../core/commands/ports.ts';
import type { Files } from '../../core/files/files.ts';
import { readScope } from '../../core/settings/scope.ts';
import type { Rows } from '../../core/tables/rows-store.ts';
import { type Json, type Values, readJson } from '../../core/values/values.ts';
import { newAllowance } from './allowance.ts';
import { type Description, alertShape, checked, progressShape, speechShape } from './check.ts';
import { fetchFor, wishShape } from './fetching.ts';
import { guestLimits } from './limits.ts';
import { type Powers, storageOf } from './powers.ts';
import { wordsOf } from './revive.ts';
import type { Answering, Hearing } from './wire.ts';
import { withoutGaps } from './without-gaps.ts';

/** The ports through which a guest's questions are answered. */
export type AnsweringPorts = Pick<
  Ports,
  'values' | 'tables' | 'files' | 'speak' | 'log' | 'alerts' | 'settings' | 'permissions'
>;

interface Parts {
  readonly description: () => Description;
  readonly powers: Powers;
  readonly ports: () => AnsweringPorts;
  readonly uses: ReadonlyMap<number, InUse>;
}

/** What a use of a command has for the guest while it lasts. */
export type InUse = Pick<RawCall, 'lookup' | 'progress'>;

const name = z.string().min(1).max(200);
const path = z.string().min(1).max(300);
const json = z.json();
const scope = z
  .string()
  .max(400)
  .nullish()
  .transform((text, context) => {
    const read = readScope(text ?? 'instance');
    if (read === undefined) context.addIssue('is no scope');
    return read ?? 'instance';
  });

const valueAsks = z.union([
  z.tuple([z.enum(['get', 'remove']), name, scope]),
  z.tuple([z.literal('names'), z.string(), scope]),
  z.tuple([z.literal('set'), name, scope, json]),
  z.tuple([z.literal('swap'), name, scope, json, json]),
]);
const fileAsks = z.union([
  z.tuple([z.enum(['read', 'remove', 'list']), path]),
  z.tuple([z.literal('write'), path, json]),
  z.tuple([z.literal('swap'), path, json, json]),
]);
const verbs = ['insert', 'put', 'find', 'list', 'count', 'update', 'add', 'remove'] as const;
const rowAsks = z.tuple([z.string(), z.enum(verbs), z.array(json.nullish()).max(3)]);
const logTold = z.tuple([
  z.enum(['debug', 'info', 'warn', 'error']),
  z.record(z.string().max(60), json.optional()),
  z.string().max(4000),
]);

/** What a guest asks of its host, each question judged by its powers. */
export function answersFor(parts: Parts): Answering {
  const keep = storage(parts);
  const answers: Readonly<Record<string, (data: unknown, signal: AbortSignal) => unknown>> = {
    values: (data) => keep.values(checked(valueAsks, data, 'a wish for values')),
    files(data) {
      must(parts.powers.files, 'keep files', '"files": true');
      return keep.files(checked(fileAsks, data, 'a wish for files'));
    },
    rows: (data) => keep.rows(checked(rowAsks, data, 'a wish for rows')),
    speak(data) {
      must(parts.powers.actions.includes('speak'), 'speak unasked', '"actions": ["speak"]');
      const [where, card] = checked(speechShape, data, 'something to say');
      return parts.ports().speak(channelId(where), withoutGaps(card));
    },
    alert(data) {
      must(parts.powers.actions.includes('alert'), 'raise alerts', '"actions": ["alert"]');
      const { subject, tone, text } = checked(alertShape, data, 'an alert');
      const of = parts.description().name;
      parts.ports().alerts.raise({ subject: `extension:${of}:${subject}`, tone, text });
    },
    fetch: (data, signal) =>
      fetchFor(parts.powers.hosts, checked(wishShape, data, 'a wish to fetch'), signal),
    async actor(data) {
      const [call, text] = checked(z.tuple([z.number(), path]), data, 'a question');
      return parts.uses.get(call)?.lookup.actor(text);
    },
    async thing(data) {
      const shape = z.tuple([z.number(), path, z.enum(['channel', 'role'])]);
      const [call, text, kind] = checked(shape, data, 'a question');
      return parts.uses.get(call)?.lookup.thing(kind, text);
    },
    progress(data) {
      const [call, shown] = checked(progressShape, data, 'how far it is');
      parts.uses.get(call)?.progress((say) => wordsOf(shown, say));
    },
  };
  return (what, data, signal) => {
    const found = Object.hasOwn(answers, what) ? answers[what] : undefined;
    if (!found) throw new CastellanError('bad-input', `A guest cannot ask for "${what}"`);
    return found(data, signal);
  };
}

function must(isAllowed: boolean, what: string, power: string): void {
  if (!isAllowed)
    throw new CastellanError(
      'unauthorised',
      `This guest may not ${what}: its manifest does not ask for it ("powers": { ${power} })`,
    );
}

/** Writes to the log what a guest says, within bounds; what is left out is counted. */
export function scribe(log: () => Log, clock: Clock): Hearing {
  const lines = newAllowance(guestLimits.burstLogLines, guestLimits.logLinesPerSecond, clock);
  let leftOut = 0;
  return (what, data) => {
    if (what !== 'log') return;
    // Before it is looked at: a flood costs as little as can be.
    if (!lines.has(1)) {
      leftOut += 1;
      return;
    }
    const read = logTold.safeParse(data);
    if (!read.success) return;
    const [level, facts, message] = read.data;
    lines.take(1);
    log()[level]({ guest: facts, ...(leftOut > 0 && { leftOutBefore: leftOut }) }, message);
    leftOut = 0;
  };
}

type Charge = (value: unknown) => void;

/** What a guest keeps, within its quota. */
function storage({ powers, ports, description }: Parts) {
  const mostBytes = storageOf(powers);
  let writtenBytes = 0;
  /** What is removed is given back at the next start only: the bound is on how much one run can add. */
  const charge: Charge = (value) => {
    writtenBytes += JSON.stringify(value ?? null).length;
    if (writtenBytes > mostBytes)
      throw new CastellanError(
        'unauthorised',
        `This guest may keep ${mostBytes} bytes, and has written more: "powers": { "storage": "5MB" }`,
      );
  };
  return {
    values: (ask: z.output<typeof valueAsks>) => withValues(ports().values, ask, charge),
    files: (ask: z.output<typeof fileAsks>) => withFiles(ports().files, ask, charge),
    rows([of, verb, args]: z.output<typeof rowAsks>): unknown {
      const table = description().tables.find((one) => one.name === of);
      if (!table) throw new CastellanError('bad-input', `This guest declares no table "${of}"`);
      if (verb === 'insert' || verb === 'put' || verb === 'update') charge(args);
      const rows: Rows<Record<string, unknown>> = ports().tables.of(withoutGaps(table));
      const run: unknown = Reflect.get(rows, verb);
      if (typeof run !== 'function') throw new TypeError(`Rows have no "${verb}"`);
      const given = args.map((one) => one ?? undefined);
      return Reflect.apply(run, rows, given);
    },
  };
}

async function withValues(
  values: Values,
  ask: z.output<typeof valueAsks>,
  charge: Charge,
): Promise<unknown> {
  switch (ask[0]) {
    case 'get':
      return values.get(ask[1], ask[2]);
    case 'remove':
      return values.remove(ask[1], ask[2]);
    case 'names':
      return values.names(ask[2]);
    case 'set':
      charge(ask[3]);
      return values.set(ask[1], ask[3], ask[2]);
    case 'swap':
      charge(ask[4]);
      return swapped(ask[3], ask[4], (change) => values.update(ask[1], change, ask[2]));
  }
}

async function withFiles(
  files: Files,
  ask: z.output<typeof fileAsks>,
  charge: Charge,
): Promise<unknown> {
  switch (ask[0]) {
    case 'read':
      return files.read(ask[1]);
    case 'remove':
      return files.remove(ask[1]);
    case 'list':
      return files.list(ask[1]);
    case 'write':
      charge(ask[2]);
      return files.write(ask[1], ask[2]);
    case 'swap':
      charge(ask[3]);
      return swapped(ask[2], ask[3], (change) => files.update(ask[1], change));
  }
}

class Changed extends Error {
  readonly now: Json | undefined;
  constructor(now: Json | undefined) {
    super('It was changed meanwhile');
    this.now = now;
  }
}

/** Writes only where what the guest saw still stands. */
async function swapped(
  before: unknown,
  after: unknown,
  update: (change: Parameters<Values['update']>[1]) => Promise<Json>,
): Promise<{ done: boolean; now?: Json | undefined }> {
  const next = readJson(JSON.stringify(after));
  try {
    await update((now) => {
      if (!isDeepStrictEqual(now ?? null, before)) throw new Changed(now);
      return next;
    });
    return { done: true };
  } catch (failure) {
    if (failure instanceof Changed) return { done: false, now: failure.now };
    throw failure;
  }
}
