import { type Result, ok, refuse } from '../../base/result.ts';
import { type Scope, placeOf, readScope } from './scope.ts';
import type { Author, Changed, Settings, Wish } from './settings.ts';
import { shown, shownJson, valueIn } from './shown.ts';
import type { HistoryQuery, Revision, SettingsStore } from './store.ts';

/** A revision whose `before` and `after` are in words; null where the wider scopes held. */
export type ShownRevision = Revision;

/** One value that differs between two states. Null: nothing is set there. */
export interface Difference {
  readonly name: string;
  readonly scope: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a rollback did, and what it could not take back with the reason. */
export interface RolledBack {
  readonly changed: readonly Changed[];
  readonly left: readonly Left[];
}

/** A setting that was left as it is, and why. */
export interface Left {
  readonly name: string;
  readonly scope: string;
  readonly key: string;
}

/** What was, what differs, and the way back. */
export interface SettingsHistory {
  /** Newest first. */
  history(query: HistoryQuery): Promise<readonly ShownRevision[]>;
  /** What differs between the states after two revisions; `to` absent: now. */
  diff(between: {
    readonly from: number;
    readonly to?: number;
    readonly scopes?: readonly string[];
  }): Promise<readonly Difference[]>;
  /** What is set, against what would hold without it. */
  diffFromDefaults(scopes?: readonly string[]): readonly Difference[];
  /** The last revision up to this time; 0 when there was none. */
  revisionAt(atMs: number): Promise<number>;
  /** The scope that a revision changed; undefined when there is no such revision. */
  scopeOf(revision: number): Promise<Scope | undefined>;
  /** Puts one value back to what it was before this revision. */
  rollback(revision: number, author: Author): Promise<Result<Changed>>;
  /** Puts everything in these scopes back to what it was after this revision. */
  rollbackTo(
    revision: number,
    scopes: readonly string[] | undefined,
    author: Author,
  ): Promise<Result<RolledBack>>;
}

interface Parts {
  readonly settings: Settings;
  readonly store: SettingsStore;
}

export function settingsHistory(parts: Parts): SettingsHistory {
  const { settings, store } = parts;
  return {
    async history(query) {
      const revisions = await store.history(query);
      return revisions.map((revision) => ({
        ...revision,
        before: shownJson(settings, revision.name, revision.before),
        after: shownJson(settings, revision.name, revision.after),
      }));
    },
    async diff({ from, to = Infinity, scopes }) {
      const ends = endsOf(await store.since(from), { to, scopes });
      return ends
        .filter(({ before, after }) => before !== after)
        .map(({ name, scope, before, after }) => ({
          ...{ name, scope },
          before: shownJson(settings, name, before),
          after: shownJson(settings, name, after),
        }));
    },
    diffFromDefaults: (scopes) => fromDefaults(settings, scopes),
    revisionAt: (atMs) => store.idAt(atMs),
    async scopeOf(revision) {
      const found = await store.revision(revision);
      return found && readScope(found.scope);
    },
    rollback: (revision, author) => rollback(parts, revision, author),
    rollbackTo: async (revision, scopes, author) =>
      rollbackTo(parts, endsOf(await store.since(revision), { scopes }), {
        ...author,
        note: `back to ${revision}`,
      }),
  };
}

/** The first and the last state of every value that changed, in the order of the first change. */
export function endsOf(
  revisions: readonly Revision[],
  {
    to = Infinity,
    scopes,
  }: { readonly to?: number; readonly scopes?: readonly string[] | undefined } = {},
): readonly Revision[] {
  const ends = new Map<string, Revision>();
  for (const revision of revisions) {
    if (revision.id > to || scopes?.includes(revision.scope) === false) continue;
    const key = `${revision.scope}\n${revision.name}`;
    const first = ends.get(key) ?? revision;
    ends.set(key, { ...revision, before: first.before });
  }
  return [...ends.values()];
}

function fromDefaults(
  settings: Settings,
  scopes: readonly string[] | undefined,
): readonly Difference[] {
  return settings
    .stored()
    .filter(({ scope }) => scopes?.includes(scope) ?? true)
    .map(({ scope, name, value }) => {
      const setting = settings.declared().get(name);
      return { scope, name, before: setting ? setting.show(setting.default) : null, value };
    })
    .map(({ value, ...one }) => ({
      ...one,
      after: shown(settings.declared().get(one.name), value),
    }))
    .filter(({ before, after }) => before !== after)
    .sort(byPlaceAndName);
}

/** The instance first, then scopes and names in the order of their letters: the same every time. */
export const byPlaceAndName = (
  a: { readonly scope: string; readonly name: string },
  b: { readonly scope: string; readonly name: string },
): number =>
  Number(b.scope === 'instance') - Number(a.scope === 'instance') ||
  compare(a.scope, b.scope) ||
  compare(a.name, b.name);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The wish to have this stored value again. Refused where that cannot be. */
export function wishFor(
  settings: Settings,
  { name, scope: text, json }: { name: string; scope: string; json: string | null },
): Result<Wish> {
  const setting = settings.declared().get(name);
  const scope = readScope(text);
  if (!setting || scope === undefined) return refuse('settings.unknown', { name });
  if (setting.kind === 'secret') return refuse('settings.secret-is-gone', { name });
  const known = { name, scope, expected: settings.revisionOf(name, scope) };
  if (json === null) return ok({ ...known, typed: null });
  const value = valueIn(json);
  return setting.accepts(value)
    ? ok({ ...known, typed: setting.typed(value) })
    : refuse('settings.no-longer-fits', { name, takes: setting.takes });
}

async function rollback(
  { settings, store }: Parts,
  id: number,
  author: Author,
): Promise<Result<Changed>> {
  const revision = await store.revision(id);
  if (!revision) return refuse('settings.no-revision', { revision: id });
  const wish = wishFor(settings, { ...revision, json: revision.before });
  if (!wish.ok) return wish;
  const changed = await settings.apply([wish.value], { ...author, note: `rollback ${id}` });
  if (!changed.ok) return changed;
  const [one] = changed.value;
  return one ? ok(one) : refuse('settings.no-revision', { revision: id });
}

async function rollbackTo(
  { settings }: Parts,
  ends: readonly Revision[],
  author: Author,
): Promise<Result<RolledBack>> {
  const wishes: Wish[] = [];
  const left: Left[] = [];
  for (const { name, scope, before, after } of ends) {
    if (before === after) continue;
    const wish = wishFor(settings, { name, scope, json: before });
    if (wish.ok) wishes.push(wish.value);
    else left.push({ name, scope, key: wish.error.key });
  }
  const changed = await settings.apply(wishes, author);
  return changed.ok ? ok({ changed: changed.value, left }) : changed;
}

/** What holds in exactly one scope, for people. */
export const shownAt = (settings: Settings, name: string, scope: Scope): string => {
  const setting = settings.declared().get(name);
  return setting ? setting.show(settings.read(name, placeOf(scope))) : '';
};
