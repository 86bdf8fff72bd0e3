import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Scope } from '../settings/scope.ts';
import type { ValueStore } from './store.ts';

/** Anything that JSON can hold. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Small things that a module keeps in the database, by name and scope. Nobody else sees them. */
export interface Values {
  /** Undefined where nothing was kept. */
  get(name: string, scope?: Scope): Promise<Json | undefined>;
  set(name: string, value: Json, scope?: Scope): Promise<void>;
  /** Reads, changes and writes as one: of two at once none is lost, whichever process they come from. `change` may be called again. */
  update(name: string, change: (before: Json | undefined) => Json, scope?: Scope): Promise<Json>;
  /** Whether there was one. */
  remove(name: string, scope?: Scope): Promise<boolean>;
  /** The first thousand names, in order. */
  names(scope?: Scope): Promise<readonly string[]>;
}

const mostBytes = 64 * 1024;
const longestName = 200;
const mostNames = 1000;
/** Whoever loses a race this often has something else wrong. */
const mostTries = 50;

/** The values of one module. */
export function valuesOf(module: string, store: ValueStore, clock: Pick<Clock, 'now'>): Values {
  const key = (name: string, scope: Scope) => ({ module, scope, name: checkedName(name) });
  return {
    async get(name, scope = 'instance') {
      return parsed(await store.read(key(name, scope)));
    },
    async set(name, value, scope = 'instance') {
      await store.put(key(name, scope), textOf(name, value), clock.now());
    },
    async update(name, change, scope = 'instance') {
      const place = key(name, scope);
      for (let tries = 0; tries < mostTries; tries += 1) {
        const before = await store.read(place);
        const after = change(parsed(before));
        if (await store.swap(place, before, textOf(name, after), clock.now())) return after;
      }
      throw new CastellanError(
        'database',
        `The value "${name}" was changed by others ${mostTries} times while it was being updated. Keep it in several values.`,
      );
    },
    remove: (name, scope = 'instance') => store.remove(key(name, scope)),
    names: (scope = 'instance') => store.names(module, scope, mostNames),
  };
}

const parsed = (text: string | undefined): Json | undefined =>
  text === undefined ? undefined : readJson(text);

/** Throws a SyntaxError where the text is no JSON. */
export function readJson(text: string): Json {
  const value: unknown = JSON.parse(text);
  if (isJson(value)) return value;
  throw new TypeError('JSON cannot hold undefined');
}

/** Whatever a JSON text is read to. */
const isJson = (value: unknown): value is Json => value !== undefined;

function checkedName(name: string): string {
  if (name.length > 0 && name.length <= longestName) return name;
  throw new RangeError(
    `A value's name has 1 to ${longestName} characters; this has ${name.length}`,
  );
}

function textOf(name: string, value: Json): string {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return text;
  throw new RangeError(
    `The value "${name}" takes ${bytes} bytes, and ${mostBytes} is the most. Use a table or a file.`,
  );
}
