import type { Clock } from '../../../base/clock.ts';
import type { Lifetime } from '../../../base/lifetime.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Log, LogFacts } from '../../../base/log.ts';
import type { Random } from '../../../base/random.ts';
import { ok } from '../../../base/result.ts';
import type { Ports } from '../../../core/commands/ports.ts';
import type { SettingPlace } from '../../../core/settings/scope.ts';
import type { Json } from '../../../core/values/values.ts';
import type { SettingSheet, Standing } from '../description.ts';
import { type Ask, type Tell, believed } from './believed.ts';
import { told } from './globals.ts';

/** What `needs` can name in a guest. */
type GuestPorts = Pick<
  Ports,
  'clock' | 'random' | 'log' | 'values' | 'tables' | 'files' | 'speak'
> & {
  readonly settings: Pick<
    Ports['settings'],
    'read' | 'readText' | 'readNumber' | 'readBoolean' | 'readList'
  >;
  readonly permissions: Pick<Ports['permissions'], 'rankOf' | 'authorise'>;
  readonly alerts: Pick<Ports['alerts'], 'raise'>;
};

/** The ports that are the same in every call. */
export function lastingPorts(
  { ask, tell }: { ask: Ask; tell: Tell },
  life: Lifetime,
): Omit<GuestPorts, 'settings' | 'permissions'> {
  told.hear = (level, words) => tell('log', [level, {}, words.map(wordOf).join(' ')]);
  return {
    clock: clockOf(life),
    random,
    log: logOf(tell, {}),
    values: {
      get: async (name, scope) => json(await ask('values', ['get', name, scope])),
      set: (name, value, scope) => done(ask('values', ['set', name, scope, value])),
      update: (name, change, scope) =>
        swapped(change, (...tried) => ask('values', ['swap', name, scope, ...tried])),
      remove: async (name, scope) => (await ask('values', ['remove', name, scope])) === true,
      names: async (scope) =>
        believed<readonly string[]>(await ask('values', ['names', '', scope])),
    },
    files: {
      read: async (path) => json(await ask('files', ['read', path])),
      write: (path, value) => done(ask('files', ['write', path, value])),
      update: (path, change) =>
        swapped(change, (...tried) => ask('files', ['swap', path, ...tried])),
      remove: async (path) => (await ask('files', ['remove', path])) === true,
      list: async (folder = '.') =>
        believed<readonly string[]>(await ask('files', ['list', folder])),
    },
    tables: {
      of({ name }) {
        const asked = (verb: string, args: readonly unknown[]) => ask('rows', [name, verb, args]);
        const rows =
          (verb: string) =>
          async (...args: readonly unknown[]) =>
            believed<never>(await asked(verb, args));
        return {
          ...{ insert: rows('insert'), put: rows('put'), list: rows('list'), count: rows('count') },
          ...{ update: rows('update'), add: rows('add'), remove: rows('remove') },
          find: async (where) => believed<never>((await asked('find', [where])) ?? undefined),
        };
      },
    },
    speak: async (where, card) => believed<never>(await ask('speak', [where, card])),
    alerts: only('alerts', { raise: (alert) => void ask('alert', alert).catch(() => {}) }),
  };
}

/** Those that say what holds where something happens. */
export const standingPorts = (
  standing: Standing,
  where: SettingPlace,
  rights: readonly string[],
): Pick<GuestPorts, 'settings' | 'permissions'> => {
  const { here, instance } = standing;
  const read = (name: string, place: SettingPlace) => valueIn(sheetOf(place), name);
  function sheetOf(place: SettingPlace): SettingSheet {
    if (place.channel === undefined && place.space === undefined && place.community === undefined)
      return instance;
    if (here && (place.channel ?? where.channel) === where.channel) return here;
    throw new RangeError(
      'A guest reads settings of the place where it is called, or of the whole instance ({})',
    );
  }
  return {
    permissions: only('permissions', permissionsOf(standing, rights)),
    settings: only('settings', {
      read,
      readText: (name, place) => String(read(name, place)),
      readNumber: (name, place) => Number(read(name, place)),
      readBoolean: (name, place) => read(name, place) === true,
      readList: (name, place) => believed<readonly string[]>(read(name, place)),
    }),
  };
};

/** A guest was told the rights of whoever asks, to its own capabilities, and guesses at no others. */
function permissionsOf(
  { asker, rank, lacks = {} }: Standing,
  rights: readonly string[],
): GuestPorts['permissions'] {
  function mustBeAsker({ actor }: { readonly actor: Pick<Actor, 'id'> }): void {
    if (asker === undefined || actor.id !== asker)
      throw new RangeError(
        'A guest knows the rights of whoever gave the command or did what it hears, and of nobody else',
      );
  }
  return {
    rankOf(asking) {
      mustBeAsker(asking);
      return believed<never>(rank);
    },
    authorise(capability, asking) {
      mustBeAsker(asking);
      if (!rights.includes(capability))
        throw new RangeError(`A guest asks for its own capabilities; "${capability}" is none`);
      const lacking = lacks[capability];
      return lacking ? { ok: false, error: lacking } : ok(undefined);
    },
  };
}

/** A port that says so where a guest lacks a part of it. */
const only = <Port extends object>(name: string, port: Port): Port =>
  new Proxy(port, {
    get(own, key) {
      if (typeof key === 'symbol' || key in own || key === 'then' || key === 'toJSON')
        return believed<never>(Reflect.get(own, key));
      throw new TypeError(
        `A guest's "${name}" has no "${key}": only trusted extensions have all of it`,
      );
    },
  });

function valueIn(sheet: SettingSheet, name: string) {
  const value = sheet[name];
  if (value === undefined)
    throw new RangeError(`A guest reads its own settings; "${name}" is none`);
  return value;
}

type Swap = (before: Json | undefined, after: Json) => Promise<unknown>;

/** What others changed in between is changed anew; the first guess is that nothing is there. */
async function swapped(change: (before: Json | undefined) => Json, swap: Swap): Promise<Json> {
  let before: Json | undefined;
  for (let tries = 0; tries < 50; tries += 1) {
    const after = change(before);
    const { done, now } = believed<{ done: boolean; now?: Json }>(
      await swap(before ?? null, after),
    );
    if (done) return after;
    before = now ?? undefined;
  }
  throw new Error('It was changed by others all the time');
}

const done = (asked: Promise<unknown>): Promise<void> => asked.then(() => undefined);

const json = (value: unknown): Json | undefined => believed<Json | null>(value) ?? undefined;

const wordOf = (word: unknown): string =>
  typeof word === 'string'
    ? word
    : word instanceof Error
      ? (word.stack ?? word.message)
      : JSON.stringify(word);

function logOf(tell: Tell, base: LogFacts): Log {
  const at = (level: string) => (facts: LogFacts, message: string) =>
    tell('log', [level, { ...base, ...facts }, message]);
  return {
    ...{ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    child: (facts) => logOf(tell, { ...base, ...facts }),
  };
}

const clockOf = (life: Lifetime): Clock => ({
  // A context has no other clock than the language's own.
  now: () => new Date().getTime(),
  monotonic: () => new Date().getTime(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    const forget = life.own(() => clearTimeout(timer));
    return () => {
      forget();
      clearTimeout(timer);
    };
  },
});

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const random: Random = {
  next: () => Math.random(),
  below: (limit) => Math.floor(Math.random() * limit),
  pick(items) {
    const item = items[Math.floor(Math.random() * items.length)];
    if (item === undefined) throw new RangeError('Cannot pick from an empty list');
    return item;
  },
  /** Not for secrets: a guest has no source of chance that nobody can foresee. */
  token: (bytes) =>
    Array.from(
      { length: Math.ceil((bytes * 4) / 3) },
      () => letters[Math.floor(Math.random() * 64)],
    ).join(''),
};
