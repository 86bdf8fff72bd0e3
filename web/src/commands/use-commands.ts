import { useCallback, useEffect, useState } from 'react';
import type { CommandChange, CommandsView } from '../../../src/dashboard/commands-wire.ts';
import { wordsOf } from '../data/api.ts';
import { changeCommand, loadCommands } from './commands-api.ts';

/** What people elsewhere change is seen after at most this time. */
const lookEveryMs = 6000;

export interface CommandsWork {
  readonly view: CommandsView | undefined;
  readonly failure: string | undefined;
  /** Why the last change of this command was refused. */
  readonly problems: Readonly<Record<string, string>>;
  readonly busy: string | undefined;
  readonly change: (command: string, wanted: CommandChange) => Promise<void>;
  readonly reload: () => void;
}

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
  const change = async (command: string, wanted: CommandChange): Promise<void> => {
    setBusy(command);
    try {
      setView(await changeCommand({ scope, command, change: wanted }));
      setProblems(({ [command]: _gone, ...others }) => others);
    } catch (thrown) {
      setProblems((others) => ({ ...others, [command]: wordsOf(thrown) }));
    } finally {
      setBusy(undefined);
    }
  };
  return { view, failure, problems, busy, change, reload };
}
