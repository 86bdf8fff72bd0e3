import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { configPath } from '../app/config.ts';
import { CastellanError } from '../base/errors.ts';
import { connectionVerdicts } from './checks/connection-verdicts.ts';
import { anyBad, verdictLines } from './checks/verdict.ts';
import { failing } from './failing.ts';
import { idsIn } from './init/config-file.ts';
import { type InitFlags, draftFromFlags } from './init/from-flags.ts';
import { readSecrets, secretsPath } from './init/secrets-file.ts';
import { nextSteps, settle, write } from './init/settle.ts';

const liveWithinMs = 90_000;

export function registerInit(program: Command): void {
  const collect = (value: string, before: readonly string[]): readonly string[] => [
    ...before,
    value,
  ];
  program
    .command('init')
    .description('connect Castellan to a real network: asks, tries it, and writes castellan.yaml')
    .option('-c, --config <file>', 'the file to write (castellan.yaml where it is not given)')
    .option('--yes', 'ask nothing: everything is said by the flags below')
    .option('--platform <name>', 'irc or discord')
    .option('--id <name>', 'what the connection is called')
    .option('--server <host:port>', 'IRC: the server')
    .option('--no-tls', 'IRC: in plain text')
    .option('--fingerprint <sha256:…>', 'IRC: the certificate to trust, and no other')
    .option('--nick <nick>', 'IRC: the nick')
    .option('--channel <name>', 'IRC: a channel to join; may be given several times', collect, [])
    .option('--sasl-account <name>', 'IRC: the services account to log in with')
    .option(
      '--sasl-mechanism <name>',
      'IRC: scram-sha-256 or plain; the best on offer where not given',
    )
    .option('--password-env <NAME>', 'IRC: the environment variable with the account’s password')
    .option('--token-env <NAME>', 'Discord: the environment variable with the bot token')
    .option('--api <url>', 'Discord: another API address (a proxy, the sandbox)')
    .option('--owner <id>', 'who may do everything; may be given several times', collect, [])
    .option('--add', 'add the connection to the file when it exists, keeping its comments')
    .option('--offline', 'write without trying the network')
    .action(failing(init));
}

async function init(flags: InitFlags): Promise<void> {
  const path = configPath({ file: flags.config, folder: process.cwd(), environment: process.env });
  if (flags.yes) return initUnasked(path, flags);
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new CastellanError(
      'bad-input',
      'init asks questions and needs a terminal. Without one, say everything with flags: castellan init --yes --platform irc --server … --nick …',
    );
  const { initByAsking } = await import('./init/wizard.ts');
  await initByAsking(path);
}

async function initUnasked(path: string, flags: InitFlags): Promise<void> {
  const environment = { ...readSecrets(secretsPath(path)), ...process.env };
  const draft = await draftFromFlags(flags, { taken: idsIn(path), environment });
  const settled = settle(path, draft, flags.add ? 'add' : 'beside');
  if (!flags.offline) {
    const verdicts = await connectionVerdicts(
      settled.connection,
      AbortSignal.timeout(liveWithinMs),
    );
    process.stdout.write(`${verdictLines(verdicts).join('\n')}\n`);
    if (anyBad(verdicts))
      throw new CastellanError(
        'bad-input',
        'Nothing was written. Mend what is bad above, or write it untried with --offline.',
      );
  }
  if (!flags.add && existsSync(path))
    process.stdout.write(`${path} is there and stays as it is (--add adds to it).\n`);
  write(settled);
  process.stdout.write(`${nextSteps(settled).join('\n')}\n`);
}
