import { LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Refusal } from '../../base/result.ts';
import { exportFormat } from './export.ts';
import { byPlaceAndName, shownAt } from './history.ts';
import { type Scope, readScope } from './scope.ts';
import type { Settings, Wish } from './settings.ts';

/** One thing in the file that cannot be taken, and why. */
export interface ImportProblem {
  /** What it is about: `instance core.prefix`; empty for the file itself. */
  readonly about: string;
  readonly why: Refusal;
}

export interface PlannedChange {
  readonly name: string;
  readonly scope: Scope;
  readonly typed: string | null;
  /** What holds now and would hold then, in words; `after` null: what the wider scopes say. */
  readonly before: string;
  readonly after: string | null;
}

/** What an import would do. Only a plan without problems can be carried out. */
export interface ImportPlan {
  readonly changes: readonly PlannedChange[];
  /** How many values are as the file has them already. */
  readonly same: number;
  readonly problems: readonly ImportProblem[];
}

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
]);
const section = z.record(z.string(), value);
const scoped = z.strictObject({
  format: z.literal(exportFormat).optional(),
  settings: z.record(z.string(), section),
});
const longestFile = 256 * 1024;

interface Reading {
  readonly settings: Settings;
  /** Where values belong that the file gives without a scope. */
  readonly scope: Scope;
  /** Whether the person may write this there. */
  readonly mayWrite: (scope: Scope, name: string) => boolean;
}

interface Entry {
  readonly scope: string;
  readonly name: string;
  readonly value: z.output<typeof value>;
}

/** Reads a file of settings, in our own form (by scope) or as plain names and values, and says what it would change. */
export function plannedImport(text: string, reading: Reading): ImportPlan {
  const read = entriesIn(text, reading.scope);
  if (!Array.isArray(read)) return { changes: [], same: 0, problems: [fileProblem(read)] };
  return planFor(read, reading);
}

const fileProblem = (reason: string): ImportProblem => ({
  about: '',
  why: { key: 'settings.bad-file', facts: { reason } },
});

/** The entries, or why there are none. */
function entriesIn(text: string, scope: Scope): Entry[] | string {
  if (text.length > longestFile) return `it is longer than ${longestFile / 1024} KiB`;
  const lines = new LineCounter();
  const document = parseDocument(withoutFence(text), { lineCounter: lines });
  const [wrong] = document.errors;
  if (wrong) return wrong.message.split('\n')[0] ?? 'it is no YAML';
  // References could make a small file a huge one.
  const references: unknown[] = [];
  visit(document, { Alias: (_key, alias) => void references.push(alias) });
  if (references.length > 0) return 'it has references (*name); write the values out';
  const found: unknown = document.toJS();
  const ours = scoped.safeParse(found);
  if (ours.success)
    return Object.entries(ours.data.settings).flatMap(([where, values]) =>
      entriesOf(values, where),
    );
  if (hasSettings(found)) return issueOf(ours.error);
  const plain = section.safeParse(found);
  return plain.success ? entriesOf(plain.data, scope) : issueOf(plain.error);
}

const hasSettings = (found: unknown): boolean =>
  typeof found === 'object' && found !== null && 'settings' in found;

function issueOf({ issues: [first] }: z.ZodError): string {
  const where = (first?.path ?? []).map(String).join(' → ');
  return where === '' ? 'it is no list of names and values' : `${where}: ${first?.message ?? ''}`;
}

const entriesOf = (values: z.output<typeof section>, scope: string): Entry[] =>
  Object.entries(values).map(([name, one]) => ({ scope, name, value: one }));

/** On chat people put such text between fences. */
const withoutFence = (text: string): string =>
  text
    .trim()
    .replace(/^```[a-z]*\n?/i, '')
    .replace(/\n?```$/, '');

function planFor(entries: readonly Entry[], reading: Reading): ImportPlan {
  const changes: PlannedChange[] = [];
  const problems: ImportProblem[] = [];
  let same = 0;
  for (const entry of entries) {
    const planned = planOne(entry, reading);
    if (planned === 'same') same += 1;
    else if ('why' in planned) problems.push(planned);
    else changes.push(planned);
  }
  return { changes: changes.sort(byPlaceAndName), same, problems };
}

function planOne(
  { scope: where, name, value: wanted }: Entry,
  { settings, mayWrite }: Reading,
): PlannedChange | ImportProblem | 'same' {
  const scope = readScope(where);
  const problem = (key: string, facts: Refusal['facts'] = {}): ImportProblem => ({
    about: `${where} ${name}`,
    why: { key, facts },
  });
  const setting = settings.declared().get(name);
  if (scope === undefined) return problem('settings.bad-scope', { scope: where });
  if (!mayWrite(scope, name)) return problem('settings.not-yours', { scope: where });
  if (!setting) return problem('settings.unknown', { name });
  if (setting.kind === 'secret') return problem('settings.secret-in-file', { name });
  const current = settings.setAt(name, scope);
  const before = shownAt(settings, name, scope);
  const known = { name, scope, before };
  if (wanted === null)
    return current === undefined ? 'same' : { ...known, typed: null, after: null };
  const read = setting.parse(asTyped(wanted));
  if (!read.ok) return { about: `${where} ${name}`, why: read.error };
  const typed = setting.typed(read.value);
  if (current !== undefined && setting.typed(current) === typed) return 'same';
  return { ...known, typed, after: setting.show(read.value) };
}

const asTyped = (wanted: Exclude<Entry['value'], null>): string =>
  Array.isArray(wanted) ? wanted.join(',') : String(wanted);

/** What the plan wishes, bound to how things stood when it was made. */
export const wishesOf = (plan: ImportPlan, settings: Settings): readonly Wish[] =>
  plan.changes.map(({ name, scope, typed }) => ({
    ...{ name, scope, typed },
    expected: settings.revisionOf(name, scope),
  }));
