import { useCallback, useEffect, useRef, useState } from 'react';
import type { SettingsView } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { whileInSight } from '../data/while-in-sight.ts';
import { knownSettings } from './known-settings.ts';
import { changeSettings, loadSettings, rollBack } from './settings-api.ts';

/** What people elsewhere change is seen after at most this time. */
const lookEveryMs = 4000;

/** What was typed and not saved, by the setting's name. */
export type Drafts = Readonly<Record<string, string>>;
export type Problems = Readonly<Record<string, string>>;

export interface SettingsWork {
  readonly view: SettingsView | undefined;
  readonly failure: string | undefined;
  readonly drafts: Drafts;
  readonly problems: Problems;
  /** Values that were saved just now, with the revision that takes them back. */
  readonly saved: Readonly<Record<string, number>>;
  readonly busy: boolean;
  readonly draft: (name: string, typed: string | undefined) => void;
  readonly discard: () => void;
  /** Saves these drafts, or all of them: all or nothing. */
  readonly save: (names?: readonly string[]) => Promise<void>;
  readonly reset: (name: string) => Promise<void>;
  readonly undo: (name: string) => Promise<void>;
  readonly show: (view: SettingsView) => void;
  readonly reload: () => Promise<void>;
}

/** One layer's settings with what is being changed in them. */
export function useSettings(scope: string): SettingsWork {
  const { view, setView, failure, reload } = useView(scope);
  const held = useHeld();
  const [busy, setBusy] = useState(false);
  const change = async (values: Readonly<Record<string, string | null>>) => {
    const names = Object.keys(values);
    if (!view || names.length === 0) return;
    setBusy(true);
    try {
      const answer = await changeSettings({ scope, changes: changesIn(values, view) });
      if (answer.applied) {
        setView(answer.view);
        held.keep(revisionsOf(answer.view, names));
      } else {
        held.complain(problemsIn(answer.problems));
        await reload();
      }
    } catch (thrown) {
      held.complain(Object.fromEntries(names.map((name) => [name, wordsOf(thrown)])));
    } finally {
      setBusy(false);
    }
  };
  const { drafts, problems, saved, draft, discard } = held;
  return {
    ...{ view, failure, drafts, problems, saved, busy, reload, draft, discard },
    show: setView,
    save: (names = Object.keys(drafts)) =>
      change(Object.fromEntries(names.map((name) => [name, drafts[name] ?? '']))),
    reset: (name) => change({ [name]: null }),
    async undo(name) {
      try {
        await rollBack({ revision: saved[name] ?? 0 });
        draft(name, undefined);
        await reload();
      } catch (thrown) {
        held.complain({ [name]: wordsOf(thrown) });
      }
    },
  };
}

/** What is typed and not saved, what is wrong with it, and what was saved just now. */
function useHeld() {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [problems, setProblems] = useState<Problems>({});
  const [saved, setSaved] = useState<Readonly<Record<string, number>>>({});
  return {
    ...{ drafts, problems, saved },
    complain: (found: Problems) => setProblems((held) => ({ ...held, ...found })),
    draft: (name: string, typed: string | undefined) => {
      setDrafts((held) =>
        typed === undefined ? without(held, [name]) : { ...held, [name]: typed },
      );
      setProblems((held) => without(held, [name]));
      setSaved((held) => without(held, [name]));
    },
    discard: () => {
      setDrafts({});
      setProblems({});
    },
    keep: (revisions: Readonly<Record<string, number>>) => {
      setDrafts((held) => without(held, Object.keys(revisions)));
      setProblems((held) => without(held, Object.keys(revisions)));
      setSaved((held) => ({ ...held, ...revisions }));
    },
  };
}

const changesIn = (values: Readonly<Record<string, string | null>>, view: SettingsView) =>
  Object.entries(values).map(([name, value]) => {
    const known = view.settings.find((setting) => setting.name === name);
    return { name, value, ...(known && { revision: known.revision }) };
  });

const problemsIn = (found: readonly { readonly name: string; readonly message: string }[]) =>
  Object.fromEntries(found.map(({ name, message }) => [name, message]));

const revisionsOf = (view: SettingsView, names: readonly string[]) =>
  Object.fromEntries(
    view.settings
      .filter(({ name }) => names.includes(name))
      .map(({ name, revision }) => [name, revision]),
  );

const without = <Value>(
  held: Readonly<Record<string, Value>>,
  names: readonly string[],
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(held).filter(([name]) => !names.includes(name)));

/** The view as the server has it, looked at again every few seconds while the page is seen. */
function useView(scope: string) {
  const [view, setView] = useState<SettingsView>();
  const [failure, setFailure] = useState<string>();
  const wanted = useRef(scope);
  const reload = useCallback(async () => {
    try {
      const found = await loadSettings(scope);
      if (wanted.current !== scope) return;
      setView(found);
      setFailure(undefined);
      knownSettings.set(found.settings);
    } catch (thrown) {
      if (wanted.current === scope) setFailure(wordsOf(thrown));
    }
  }, [scope]);
  useEffect(() => {
    wanted.current = scope;
    void reload();
    return whileInSight(() => void reload(), lookEveryMs);
  }, [scope, reload]);
  return { view: view?.scope.id === scope ? view : undefined, setView, failure, reload };
}
