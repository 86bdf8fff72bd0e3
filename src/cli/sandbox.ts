import type { Command } from 'commander';
import { startSandboxes } from '../app/sandboxes.ts';
import { systemClock } from '../base/clock.ts';
import { lifetime } from '../base/lifetime.ts';
import { silentLog } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import { failing } from './failing.ts';

export function registerSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('run the simulated networks alone, for another program to connect to')
    .option('--json', 'one JSON line on stdout when ready')
    .action(failing(run));
}

async function run({ json }: { readonly json?: boolean }): Promise<void> {
  const life = lifetime('sandbox');
  const { addresses } = await startSandboxes({
    life,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  if (json) process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`);
  else {
    process.stdout.write(
      `Simulated IRC:     ${addresses.irc.host}:${addresses.irc.port}  (no TLS; #castle, #random)\n` +
        `Simulated Discord: ${addresses.discord.api}  bot token: ${addresses.discord.token}\n`,
    );
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void life.end().then(() => resolve()));
    }
  });
}
