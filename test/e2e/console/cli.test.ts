import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cli, folderWith, started } from '../../support/cli.ts';
import { testNetwork } from '../../support/irc-sandbox-harness.ts';

/** A Castellan with its simulated networks, and somebody at its console in a process of his own. */
async function running() {
  const folder = folderWith();
  const program = await started([], { cwd: folder });
  onTestFinished(async () => {
    await program.end('SIGTERM');
  });
  return { folder, program };
}

function consoleIn(folder: string, terminal = false) {
  const command = [process.execPath, resolve('src/main.ts'), 'console'] as const;
  const [name, ...args] = terminal
    ? (['script', '-qfec', command.join(' '), '/dev/null'] as const)
    : command;
  const child: ChildProcess = spawn(name, args, { cwd: folder });
  onTestFinished(() => void child.kill('SIGKILL'));
  let seen = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    seen += chunk.toString('utf8');
  });
  return {
    child,
    types: (text: string) => void child.stdin?.write(text),
    shows: (pattern: RegExp) => expect.poll(() => seen, { timeout: 10_000 }).toMatch(pattern),
    seen: () => seen,
  };
}

/** Whoever speaks lines to the socket. */
function lineTo(folder: string) {
  const socket = connect(join(folder, 'data', 'console.sock'));
  onTestFinished(() => void socket.destroy());
  let seen = '';
  socket.on('data', (chunk: Buffer) => {
    seen += chunk.toString('utf8');
  });
  return {
    socket,
    types: (line: string) => void socket.write(`${line}\n`),
    shows: (pattern: RegExp) => expect.poll(() => seen).toMatch(pattern),
    seen: () => seen,
  };
}

describe('castellan console', () => {
  test('.console 3 streams the log as it comes, and .console 0 ends it', async () => {
    const { folder, program } = await running();
    const { types, shows, seen } = consoleIn(folder);
    await shows(/Castellan console/);
    types('.console 3\n');
    await shows(/The log is shown/);
    // Whoever fails to sign in to the page is in the log.
    await fetch(`${program.ready.url}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: 'hunter2' }),
    });
    await shows(/\d\d:\d\d:\d\d warn +Somebody failed to sign in to the dashboard.*address=/);
    types('.console 0\n');
    await shows(/The log is not shown/);

    expect(seen()).not.toContain('hunter2');
  });

  test('.console 1 tells what happens to connections, without the rest of the log', async () => {
    const network = await testNetwork();
    const folder = folderWith({
      'castellan.yaml': `connections:
  - { id: net, platform: irc, server: "127.0.0.1:${network.port}", tls: false, nick: castellan }
`,
    });
    const program = await started([], { cwd: folder });
    onTestFinished(async () => {
      await program.end('SIGTERM');
    });
    await network.arrives('castellan', [], { withinMs: 10_000 });
    const { types, shows, seen } = consoleIn(folder);
    await shows(/Castellan console/);
    types('.console 1\n');
    await shows(/The log is shown: errors/);
    network.oper.kill('castellan', 'testing');
    await shows(/^Connection net: waiting$/m);
    await shows(/^Connection net: online$/m);

    expect(seen()).not.toMatch(/ (info|warn) /);
  });

  test('a script of more lines than may come at once is answered line by line', async () => {
    const { folder } = await running();
    const lines = Array.from({ length: 13 }, (_, turn) => `choose only${turn} | only${turn}x`);
    const { code, stdout } = await cli(['console'], {
      cwd: folder,
      input: `${lines.join('\n')}\n`,
    });

    expect(code).toBe(0);
    expect(stdout.match(/I choose only/g)).toHaveLength(13);
    expect(stdout).not.toMatch(/Too fast/);
  });

  test('every command that does not exist is answered, however often', async () => {
    const { folder } = await running();
    const { stdout } = await cli(['console'], { cwd: folder, input: 'nonsense\n.rubbish\n' });

    expect(stdout).toMatch(/There is no command nonsense\. \.help lists/);
    expect(stdout).toMatch(/There is no command rubbish\. \.help lists/);
  });

  test('people are found on the networks by name and by id', async () => {
    const { folder } = await running();
    const input = [
      '.rate user sandbox-irc/ann',
      '.rate unmute irc:sandbox-irc:host:gone@castle.test',
      '.rate unmute nobody-is-called-so',
    ].join('\n');
    const { stdout } = await cli(['console'], { cwd: folder, input: `${input}\n` });

    expect(stdout).toMatch(/^ann\n===\nWindow: 0 of 5/m);
    expect(stdout).toMatch(/gone@castle\.test was not muted/);
    expect(stdout).toMatch(/who should be someone who is here/);
  });

  test('a person at a terminal hears the others, and they hear no command and no secret', async () => {
    const { folder } = await running();
    const one = consoleIn(folder, true);
    await one.shows(/You hear the other operators now/);
    const other = lineTo(folder);
    other.types('.chat on');
    await one.shows(/--- operator is here \(this machine\)/);
    one.types('good morning\r');
    await other.shows(/<operator> good morning/);
    one.types('the password is hunter2\r');
    await one.shows(/It was not said to anyone/);
    one.types('.choose sesame | open\r');
    await one.shows(/I choose (sesame|open)/);
    one.types('.who\r');
    await one.shows(/#2 operator — this machine/);
    one.types('.quit\r');
    await one.shows(/Goodbye/);
    await other.shows(/--- operator has left/);
    if (one.child.exitCode === null) await once(one.child, 'exit');

    expect(other.seen()).not.toMatch(/hunter2|sesame/);
  });
});

describe('the socket', () => {
  test('closes on the thirtieth line in five seconds, and goes on for others', async () => {
    const { folder } = await running();
    const flooder = lineTo(folder);
    const other = lineTo(folder);
    flooder.socket.write('.ping\n'.repeat(40));
    await flooder.shows(/at most 10 lines in 5 seconds/);
    await flooder.shows(/Too many lines\. Goodbye/);
    await expect.poll(() => flooder.socket.closed).toBe(true);
    other.types('.ping');

    await other.shows(/Pong/i);
    expect(flooder.seen().match(/at most 10 lines/g)).toHaveLength(1);
  });

  test('is told when the program stops', async () => {
    const folder = folderWith();
    const program = await started([], { cwd: folder });
    const { shows, socket } = lineTo(folder);
    await shows(/Castellan console/);
    await program.end('SIGTERM');

    await shows(/Castellan is stopping/);
    await expect.poll(() => socket.closed).toBe(true);
  });
});
