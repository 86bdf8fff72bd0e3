import { Switch } from '@mantine/core';
import type { CommandsView } from '../../../src/dashboard/commands-wire.ts';
import { Problem } from '../parts/problem.tsx';
import { type CommandsWork, moduleKey } from './use-commands.ts';

interface ModulesProps {
  readonly view: CommandsView;
  readonly work: Pick<CommandsWork, 'busy' | 'problems' | 'switchModule'>;
}

/** Whole modules, on or off in this place. */
export function ModulesCard({ view: { modules }, work }: ModulesProps) {
  const off = modules.filter((one) => one.off).length;
  return (
    <details className="modules-card">
      <summary>
        Modules{' '}
        <span>
          {modules.length}
          {off > 0 && `, ${off} switched off here`}
        </span>
      </summary>
      <p>
        One that is off here answers no commands, hears nothing and judges nothing in this place.
      </p>
      <ul>
        {modules.map(({ name, commands, off: isOff, fixed }) => {
          const problem = work.problems[moduleKey(name)];
          return (
            <li key={name}>
              <Switch
                label={name}
                aria-label={`Module ${name}`}
                description={
                  fixed
                    ? 'always on'
                    : `${commands} ${commands === 1 ? 'command' : 'commands'}${isOff ? ', off' : ''}`
                }
                checked={!isOff}
                disabled={fixed || work.busy === moduleKey(name)}
                onChange={() => void work.switchModule(name, !isOff)}
              />
              {problem !== undefined && <Problem words={problem} />}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
