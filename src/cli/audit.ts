import type { Command } from 'commander';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { withErrands } from './errand.ts';
import { failing } from './failing.ts';
import { tell } from './settings.ts';

export function registerAudit(program: Command): void {
  const group = program
    .command('audit')
    .description('who did what with special rights, and whether the log of it is whole');
  withConfigFlags(
    group
      .command('list')
      .description('the newest entries, or those that have all these words')
      .argument('[words...]'),
  ).action(
    failing((words: readonly string[], flags: ConfigFlags) =>
      withErrands(configured(flags), async (run) =>
        tell(await run(['audit list', ...words].join(' '))),
      ),
    ),
  );
  withConfigFlags(
    group.command('verify').description('check the chain; ends with 1 when it is broken'),
  ).action(
    failing((flags: ConfigFlags) =>
      withErrands(configured(flags), async (run) => tell(await run('audit verify'))),
    ),
  );
}
