import { Command } from 'commander';
import { productName, productVersion } from '../app/product.ts';
import { registerConsole } from './console.ts';
import { registerDoctor } from './doctor.ts';
import { registerInit } from './init.ts';
import { registerMigrate } from './migrate.ts';
import { registerSandbox } from './sandbox.ts';
import { registerStart } from './start.ts';
import { registerToken } from './token.ts';

/** Every subcommand, one file each. */
const subcommands = [
  registerStart,
  registerInit,
  registerDoctor,
  registerConsole,
  registerSandbox,
  registerMigrate,
  registerToken,
];

export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('castellan')
    .description(`${productName} looks after chat communities on Discord and IRC.`)
    .version(productVersion())
    .showSuggestionAfterError()
    .showHelpAfterError('("castellan --help" lists what there is)');
  for (const register of subcommands) register(program);
  await program.parseAsync([...argv]);
}
