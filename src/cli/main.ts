import { Command } from 'commander';
import { productName, productVersion } from '../app/product.ts';

/** Every subcommand, one file each, loaded when it is asked for: a start needs nothing of what `init` or `doctor` need. */
const subcommands = new Map<string, () => Promise<(program: Command) => void>>([
  ['start', async () => (await import('./start.ts')).registerStart],
  ['init', async () => (await import('./init.ts')).registerInit],
  ['doctor', async () => (await import('./doctor.ts')).registerDoctor],
  ['console', async () => (await import('./console.ts')).registerConsole],
  ['sandbox', async () => (await import('./sandbox.ts')).registerSandbox],
  ['migrate', async () => (await import('./migrate.ts')).registerMigrate],
  ['db', async () => (await import('./db.ts')).registerDb],
  ['backup', async () => (await import('./backup.ts')).registerBackup],
  ['restore', async () => (await import('./restore.ts')).registerRestore],
  ['secrets', async () => (await import('./secrets.ts')).registerSecrets],
  ['settings', async () => (await import('./settings.ts')).registerSettings],
  ['import', async () => (await import('./import/command.ts')).registerImport],
  ['privacy', async () => (await import('./privacy.ts')).registerPrivacy],
  ['audit', async () => (await import('./audit.ts')).registerAudit],
  ['extensions', async () => (await import('./extensions.ts')).registerExtensions],
  ['market', async () => (await import('./market.ts')).registerMarket],
  ['new', async () => (await import('./new.ts')).registerNew],
  ['ai-eval', async () => (await import('./ai-eval.ts')).registerAiEval],
  ['token', async () => (await import('./token.ts')).registerToken],
]);

export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('castellan')
    .description(`${productName} looks after chat communities on Discord and IRC.`)
    .version(productVersion())
    .showSuggestionAfterError()
    .showHelpAfterError('("castellan --help" lists what there is)');
  const asked = subcommands.get(argv[2] ?? '');
  // Help and misspellings need them all.
  for (const load of asked ? [asked] : subcommands.values()) (await load())(program);
  await program.parseAsync([...argv]);
}
