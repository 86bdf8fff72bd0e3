import { useCallback, useEffect, useState } from 'react';
import type { CommandChange, CommandsView } from '../../../src/dashboard/commands-wire.ts';
import { wordsOf } from '../data/api.ts';
import { changeCommand, loadCommands, switchModule } from './commands-api.ts';

/** What people elsewhere change is seen after at most this time. */
const lookEveryMs = 6000;

export interface CommandsWork {
  readonly view: CommandsView | undefined;
  readonly failure: string | undefined;
  /** Why the last change of this command was refused. */
  readonly problems: Readonly<Record<string, string>>;
  readonly busy: string | undefined;
  readonly change: (command: string, wanted: CommandChange) => Promise<void>;
  readonly switchModule: (module: string, off: boolean) => Promise<void>;
  readonly reload: () => void;
}

/** Modules and commands may have the same name. */
export const moduleKey = (module: string): string => `module ${module}`;

/** The commands of one layer, and what is decided about them. */
export function useCommands(scope: string): CommandsWork {
  const [view, setView] = useState<CommandsView>();
  const [failure, setFailure] = useState<string>();
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState<string>();
  const reload = useCallback(() => {
    loadCommands(scope).then(
      (loaded) => {
        setView(loaded);
        setFailure(undefined);
      },
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, [scope]);
  useEffect(() => {
    reload();
    const timer = setInterval(reload, lookEveryMs);
    return () => clearInterval(timer);
  }, [reload]);
  const doing = async (command: string, work: () => Promise<CommandsView>): Promise<void> => {
    setBusy(command);
    try {
      setView(await work());
      setProblems(({ [command]: _gone, ...others }) => others);
    } catch (thrown) {
      setProblems((others) => ({ ...others, [command]: wordsOf(thrown) }));
    } finally {
      setBusy(undefined);
    }
  };
  const change = (command: string, wanted: CommandChange) =>
    doing(command, () => changeCommand({ scope, command, change: wanted }));
  const turn = (module: string, off: boolean) =>
    doing(moduleKey(module), () => switchModule({ scope, module, off }));
  return { view, failure, problems, busy, change, switchModule: turn, reload };
}
