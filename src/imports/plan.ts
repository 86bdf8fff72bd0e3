import { type Refusal, type Result, ok, refuse } from '../base/result.ts';
import type { CommandList } from '../core/commands/command-info.ts';
import type {
  CaseIntake,
  Conflict,
  Found,
  FoundCase,
  Gathered,
  LeftOut,
  TakePlan,
  Taking,
} from '../core/imports/imports.ts';
import type { Setting, SettingValue } from '../core/settings/kinds.ts';
import { type Scope, placeOf } from '../core/settings/scope.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { Revision, SettingsStore } from '../core/settings/store.ts';

export interface PlanParts {
  readonly settings: Pick<Settings, 'declared' | 'setAt' | 'held' | 'revisionOf' | 'apply'>;
  readonly revisions: Pick<SettingsStore, 'history'>;
  readonly commands: Pick<CommandList, 'find'>;
  /** The name of the setting that says how long a command rests; made when it is not there yet. */
  readonly cooldownSetting: (command: string) => string;
  readonly cases: CaseIntake;
}

type Planned =
  | { readonly state: 'change'; readonly change: Taking }
  | { readonly state: 'conflict'; readonly conflict: Conflict }
  | { readonly state: 'same' }
  | { readonly state: 'left'; readonly left: LeftOut };

/** One value that is wanted, checked against its setting. */
interface Wanted {
  readonly from: string;
  readonly name: string;
  readonly scope: Scope;
  readonly setting: Setting;
  readonly value: SettingValue;
}

/** What the note of a revision says that came from this source. */
export const noteOf = (source: string): string => `import ${source}`;

/** Holds what was found against what is set here. Nothing that a person changed here is overwritten unasked. */
export async function planFor(
  { source, place, found }: Gathered,
  { overwrite }: { readonly overwrite: boolean },
  parts: PlanParts,
): Promise<TakePlan> {
  const planning = { parts, seen: new Map<string, string>(), source, overwrite };
  const planned: Planned[] = [];
  for (const one of found) if (one.kind !== 'case') planned.push(await planOne(one, planning));
  const cases = await planCases(source, found, parts.cases);
  return {
    ...{ source, place },
    changes: planned.flatMap((one) => (one.state === 'change' ? [one.change] : [])),
    conflicts: planned.flatMap((one) => (one.state === 'conflict' ? [one.conflict] : [])),
    cases: cases.fresh,
    left: [...planned.flatMap((one) => (one.state === 'left' ? [one.left] : [])), ...cases.left],
    same: planned.filter(({ state }) => state === 'same').length + cases.known,
  };
}

/** What a source tells twice is one case. */
async function planCases(
  source: Gathered['source'],
  found: readonly Found[],
  intake: CaseIntake,
): Promise<{ fresh: readonly FoundCase[]; left: readonly LeftOut[]; known: number }> {
  const all = new Map<string, FoundCase>();
  const left = new Map<string, { readonly from: string; readonly why: Refusal; count: number }>();
  for (const one of found) {
    if (one.kind !== 'case') continue;
    const why = intake.whyNot(one.space);
    const key = `${one.space} ${one.from}`;
    const before = left.get(key);
    if (!why) all.set(`${one.space} ${one.id}`, one);
    else if (before) before.count += 1;
    else left.set(key, { from: one.from, why, count: 1 });
  }
  const fresh = await intake.unknown(source, [...all.values()]);
  const told = [...left.values()].map(({ from, why, count }) => ({
    from: `${from} (${count})`,
    why,
  }));
  return { fresh, left: told, known: all.size - fresh.length };
}

interface Planning {
  readonly parts: PlanParts;
  /** What was wanted so far, by setting and place. */
  readonly seen: Map<string, string>;
  readonly source: string;
  readonly overwrite: boolean;
}

async function planOne(found: Exclude<Found, FoundCase>, planning: Planning): Promise<Planned> {
  if (found.kind === 'same') return { state: 'same' };
  if (found.kind === 'left') return { state: 'left', left: { from: found.from, why: found.why } };
  const wanted = wantedOf(found, planning.parts);
  if (!wanted.ok) return { state: 'left', left: { from: found.from, why: wanted.error } };
  return planSetting(wanted.value, planning);
}

function wantedOf(
  found: Exclude<Found, { kind: 'same' | 'left' | 'case' }>,
  parts: PlanParts,
): Result<Wanted> {
  if (found.kind === 'file')
    return refuse('import.left.file', { line: fileLine(found.path, found.value) });
  if (found.kind === 'setting') return checked(found, parts);
  const command = parts.commands.find(found.command);
  if (!command) return refuse('import.left.no-command', { command: found.command });
  const { from, scope, seconds } = found;
  const name = parts.cooldownSetting(command.name);
  return checked({ from, scope, name, typed: String(seconds) }, parts);
}

/** A place in castellan.yaml as people write it down. */
export const fileLine = (path: readonly string[], value: string | number | boolean): string =>
  `${path.join('.')}: ${value}`;

function checked(
  found: Pick<Wanted, 'from' | 'scope' | 'name'> & { readonly typed: string },
  { settings }: PlanParts,
): Result<Wanted> {
  const { from, scope, name, typed } = found;
  const setting = settings.declared().get(name);
  if (!setting) return refuse('import.left.no-setting', { name });
  const value = setting.parse(typed);
  return value.ok ? ok({ from, name, scope, setting, value: value.value }) : value;
}

async function planSetting(wanted: Wanted, planning: Planning): Promise<Planned> {
  const { from, name, scope, setting, value } = wanted;
  const { settings, revisions } = planning.parts;
  const [key, typed] = [`${scope}\n${name}`, setting.typed(value)];
  const before = planning.seen.get(key);
  planning.seen.set(key, before ?? typed);
  if (before === typed) return { state: 'same' };
  if (before !== undefined) return { state: 'left', left: leftTwice(from, name, scope) };
  const set = settings.setAt(name, scope);
  if (isSo(wanted, set, settings)) return { state: 'same' };
  const words = { from, name, scope };
  const [here, there] = [set === undefined ? null : setting.show(set), setting.show(value)];
  const latest = await latestOf(name, scope, revisions);
  if (latest === undefined || latest.note === noteOf(planning.source) || planning.overwrite) {
    const before = setting.show(settings.held(name, placeOf(scope)).value);
    return { state: 'change', change: { ...words, typed, before, after: there } };
  }
  return { state: 'conflict', conflict: { ...words, here, there, by: latest.by } };
}

const leftTwice = (from: string, name: string, scope: Scope): LeftOut => ({
  ...{ from, why: { key: 'import.left.twice', facts: { name, scope } } },
});

/**
 * Whether nothing has to be done. For the whole instance it is enough that the value holds; a narrower place gets one
 * of its own, or it would follow the instance when that changes.
 */
function isSo(
  { name, scope, setting, value }: Wanted,
  set: SettingValue | undefined,
  settings: PlanParts['settings'],
): boolean {
  const holds =
    set ?? (scope === 'instance' ? settings.held(name, placeOf(scope)).value : undefined);
  return holds !== undefined && setting.typed(holds) === setting.typed(value);
}

async function latestOf(
  name: string,
  scope: Scope,
  revisions: PlanParts['revisions'],
): Promise<Revision | undefined> {
  const [latest] = await revisions.history({ name, scopes: [scope], limit: 1 });
  return latest;
}
