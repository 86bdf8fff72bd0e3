import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';

const run = promisify(execFile);

/** Irssi holds its lines back for seconds unless told otherwise; whatever is said to it shall be in its first window. */
const config = `settings = {
  core = { real_name = "Irssi"; user_name = "irssi"; };
  "irc/core" = { cmds_max_at_once = "50"; cmd_queue_speed = "10msec"; };
  "fe-common/core" = { autocreate_query_level = "NONE"; autocreate_own_query = "no"; };
};
`;

/** The real irssi in a terminal of its own. */
export interface Irssi {
  type(line: string): Promise<void>;
  screen(): Promise<string>;
  /** Waits until its screen shows something. Irssi gathers the quits of a split for some seconds before it shows them. */
  shows(pattern: RegExp, withinMs?: number): Promise<void>;
}

interface Where {
  readonly host: string;
  readonly port: number;
  readonly nick: string;
}

/** Starts irssi and has it connect; it ends with the test. */
export async function irssi({ host, port, nick }: Where): Promise<Irssi> {
  for (const program of ['/usr/bin/irssi', '/usr/bin/tmux']) {
    if (!existsSync(program)) {
      throw new Error(`${program} is missing. Install it: apt-get install irssi tmux`);
    }
  }
  const home = await mkdtemp(join(tmpdir(), 'castellan-irssi-'));
  await writeFile(join(home, 'config'), config);
  const tmux = (...args: string[]) =>
    run('tmux', ['-S', join(home, 'tmux'), '-f', '/dev/null', '-u', ...args]);
  onTestFinished(async () => {
    // It has ended by itself when irssi quit.
    await tmux('kill-server').catch(() => undefined);
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  const address = `--connect=${host} --port=${port} --nick=${nick}`;
  const command = `TERM=screen LC_ALL=C.UTF-8 irssi --home=${home} ${address}`;
  await tmux('new-session', '-d', '-x', '160', '-y', '50', '-s', 'irssi', command);
  const screen = async () => (await tmux('capture-pane', '-p', '-t', 'irssi')).stdout;
  return {
    screen,
    type: async (line) => {
      await tmux('send-keys', '-t', 'irssi', '-l', line);
      await tmux('send-keys', '-t', 'irssi', 'Enter');
    },
    shows: async (pattern, withinMs = 20_000) => {
      await expect.poll(screen, { timeout: withinMs }).toMatch(pattern);
    },
  };
}
