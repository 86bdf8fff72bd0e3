import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consoleBench } from '../../test/support/console-bench.ts';
import { printableLine } from './printable.ts';
import { mayHoldSecret } from './secrets.ts';

describe('what is written after a dot', () => {
  test('is a command of the program, and the others do not hear of it', () => {
    const { enters, commands } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    teuk.types('.floodstatus', '.join #castle hunter2');

    expect(commands()).toEqual(['.floodstatus', '.join #castle hunter2']);
    expect(ann.seen).toEqual([]);
  });

  test('is one too when the prefix of channels is used by habit', () => {
    const { enters, commands } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    teuk.types('!status');

    expect(commands()).toEqual(['.status']);
    expect(ann.seen).toEqual([]);
  });

  test.each(['/msg NickServ identify hunter2', '/join #castle key'])(
    'a line for a chat client goes nowhere: %s',
    (line) => {
      const { enters, commands } = consoleBench();
      const [teuk, ann] = [enters('teuk'), enters('ann')];
      teuk.types(line);

      expect(teuk.seen.at(-1)).toMatch(/nobody else has seen the line/);
      expect(teuk.seen.at(-1)).not.toContain('hunter2');
      expect(commands()).toEqual([]);
      expect(ann.seen).toEqual([]);
    },
  );
});

describe('what is written without a dot', () => {
  test('is said to the other operators, and to nobody who does not listen', () => {
    const { enters, commands } = consoleBench();
    const [script, teuk, ann] = [enters('script', { hears: false }), enters('teuk'), enters('ann')];
    teuk.types('the raid is over');

    expect(ann.seen).toEqual(['<teuk> the raid is over']);
    expect(teuk.seen).toEqual(['--- ann is here (DCC CHAT, libera)']);
    expect(script.seen).toEqual([]);
    expect(commands()).toEqual([]);
  });

  test('dots that begin a thought are talk', () => {
    const { enters, commands } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    teuk.types('... well', '. no');

    expect(ann.seen).toEqual(['<teuk> ... well', '<teuk> . no']);
    expect(commands()).toEqual([]);
  });

  test('when nobody else is there, tells how commands are written', () => {
    const { enters, commands } = consoleBench();
    const teuk = enters('teuk');
    teuk.types('hello?', 'status please');

    expect(teuk.seen[0]).toMatch(/Commands begin with a dot/);
    expect(teuk.seen[1]).toMatch(/Did you mean the command "\.status"/);
    expect(commands()).toEqual([]);
  });

  test.each([
    'identify hunter2',
    'msg nickserv set password',
    'the password is hunter2',
    'le mot de passe est hunter2',
    'join #staff s3same',
    'mode #staff +k s3same',
    'key: s3same',
    'oper root rootpw',
    'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs',
  ])('is held back when it may hold a secret: %s', (line) => {
    const { enters } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    teuk.types(line, `.bcast ${line}`);

    expect(ann.seen).toEqual([]);
    expect(teuk.seen.filter((text) => /not said to anyone/.test(text))).toHaveLength(2);
  });

  test.each([
    'the raid is over',
    'who is ann?',
    'see https://castle.example/wiki/page',
    'I joined #castle and nobody is there',
    'key players are asleep',
  ])('is said when it is only talk: %s', (line) => {
    expect(mayHoldSecret(line)).toBe(false);
  });

  test('whatever it holds, no terminal obeys it', () => {
    const orders = /[\p{Cc}\p{Bidi_Control}]/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printableLine(text).replaceAll('\t', '')).not.toMatch(orders);
      }),
    );
  });
});

describe('the words of the console', () => {
  test('.who tells who is here, since when, and who is oneself', async () => {
    const { enters, clock } = consoleBench();
    const teuk = enters('teuk');
    await clock.advance(300_000);
    enters('ann', { hears: false });
    teuk.types('.who');

    expect(teuk.seen.at(-1)).toBe(
      'On the console\n#1 teuk — DCC CHAT, libera, for 5 min (you)\n#2 ann — DCC CHAT, libera, for 0 ms, does not hear the others',
    );
  });

  test('.chat brings one in and out, which the others are told', () => {
    const { enters } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann', { hears: false })];
    ann.types('.chat on', 'hello', '.chat off');
    teuk.types('gone?');

    expect(teuk.seen).toEqual([
      '--- ann is here (DCC CHAT, libera)',
      '<ann> hello',
      '--- ann has left',
      expect.stringMatching(/Nobody else hears you/) as string,
    ]);
  });

  test('.quit says goodbye and ends it; the others are told', () => {
    const { enters, company } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    ann.types('.quit');

    expect(ann.seen.at(-1)).toBe('Goodbye.');
    expect(ann.ended).toBe(true);
    expect(teuk.seen.at(-1)).toBe('--- ann has left');
    expect(company.size).toBe(1);
  });

  test('.help asks the program and explains the words that are only known here', () => {
    const { enters, commands } = consoleBench();
    const teuk = enters('teuk');
    teuk.types('.help', '.help status', '.help .console');

    expect(commands()).toEqual(['.help', '.help status']);
    expect(teuk.seen.at(-1)).toMatch(/^\.console 0–5: /);
  });
});

describe('.console', () => {
  const happening = { kind: 'connection', connection: 'libera', state: 'waiting' } as const;

  test.each([
    [0, [], false],
    [1, ['error'], true],
    [2, ['warn', 'error'], true],
    // From here on the log itself tells what happens.
    [3, ['info', 'warn', 'error'], false],
    [4, ['debug', 'info', 'warn', 'error'], false],
    [5, ['debug', 'info', 'warn', 'error'], false],
  ] as const)('%i shows the log from its level on', (level, shown, happenings) => {
    const { enters, feed } = consoleBench();
    const teuk = enters('teuk');
    teuk.types(`.console ${level}`);
    teuk.seen.length = 0;
    for (const one of ['debug', 'info', 'warn', 'error'] as const) feed.logs(one, `a ${one}`);
    feed.happens(happening);

    const lines = shown.map((one) => `00:00:00 ${one.padEnd(5)} a ${one}`);
    expect(teuk.seen).toEqual([...lines, ...(happenings ? ['Connection libera: waiting'] : [])]);
  });

  test('shows facts in short, an error by its message, and nothing that a terminal obeys', () => {
    const { enters, feed } = consoleBench();
    const teuk = enters('teuk');
    teuk.types('.console 3');
    const facts = { err: { message: 'no route', stack: 'x' }, nick: 'a\u001b[2Jb\nc', list: [1] };
    feed.logs('warn', 'Not connected', facts);

    expect(teuk.seen.at(-1)).toBe(
      '00:00:00 warn  Not connected err=no route nick=a[2Jb c list=[1]',
    );
  });

  test('5 adds what became of commands, without what was said in them', () => {
    const { enters, feed } = consoleBench();
    const teuk = enters('teuk');
    teuk.types('.console 5');
    feed.traces({
      ...{ id: '1a', atMs: 0, kind: 'message', connection: 'libera', platform: 'irc' },
      ...{ channel: 'libera/@ann', place: 'ann', actor: { id: 'x', name: 'ann' } },
      ...{ summary: 'login hunter2', outcome: 'refused', said: [], tookMicros: 42 },
      steps: [{ stage: 'window', verdict: 'refuse', why: 'hunter2', tookMicros: 1 }],
    } as never);

    expect(teuk.seen.at(-1)).toBe(
      '00:00:00 trace 1a message by ann in ann: refused (window refuse) 42 µs',
    );
  });

  test('alerts are told with how many were left out', () => {
    const { enters, feed } = consoleBench();
    const teuk = enters('teuk');
    teuk.types('.console 1');
    feed.alerts({
      ...{ subject: 'x', tone: 'warning', atMs: 0, untold: 2 },
      text: { key: 'command.unknown', facts: { typed: 'x', prefix: '!' } },
    });

    expect(teuk.seen.at(-1)).toMatch(/^00:00:00 warning There is no command x\..*\(2 more since/);
  });

  test('0 and the end of the session stop it', () => {
    const { enters, feed } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    teuk.types('.console 3', '.console 5', '.console 0');
    ann.types('.console 5');
    ann.drop();

    expect(feed.followers).toBe(0);
  });

  test.each(['.console 6', '.console -1', '.console 3.0', '.console all', '.console 03'])(
    'refuses %s and says what it takes',
    (line) => {
      const { enters, feed } = consoleBench();
      const teuk = enters('teuk');
      teuk.types(line);

      expect(teuk.seen.at(-1)).toMatch(/takes a number from 0 to 5/);
      expect(feed.followers).toBe(0);
    },
  );

  test('leaves lines out for who does not keep up, and says how many', () => {
    const { enters, feed } = consoleBench();
    const teuk = enters('teuk');
    teuk.types('.console 3');
    teuk.waitingBytes = 64 * 1024 + 1;
    for (let turn = 0; turn < 500; turn += 1) feed.logs('info', `line ${turn}`);
    teuk.waitingBytes = 64 * 1024;
    feed.logs('info', 'again');

    expect(teuk.seen.slice(-2)).toEqual([
      '… 500 lines were left out: this link is too slow.',
      '00:00:00 info  again',
    ]);
  });
});

describe('lines that come too fast', () => {
  test('ten in five seconds are read, the eleventh is not', () => {
    const { enters, commands } = consoleBench();
    const teuk = enters('teuk');
    for (let turn = 1; turn <= 9; turn += 1) teuk.types(`.ping ${turn}`);
    expect(commands()).toHaveLength(9);
    teuk.types('.ping 10');
    expect(commands()).toHaveLength(10);
    teuk.types('.ping 11');

    expect(commands()).toHaveLength(10);
    expect(teuk.seen).toEqual([expect.stringMatching(/at most 10 lines in 5 seconds/)]);
  });

  test('one warning is given in the window', async () => {
    const { enters, clock } = consoleBench();
    const teuk = enters('teuk');
    for (let turn = 0; turn < 20; turn += 1) teuk.types('.ping');
    expect(teuk.seen).toHaveLength(1);
    await clock.advance(4999);
    teuk.types('.ping');
    expect(teuk.seen).toHaveLength(1);
    await clock.advance(1);
    for (let turn = 0; turn < 10; turn += 1) teuk.types('.ping');

    expect(teuk.seen).toHaveLength(2);
  });

  test('after five quiet seconds all is as before', async () => {
    const { enters, clock, commands } = consoleBench();
    const teuk = enters('teuk');
    for (let turn = 0; turn < 15; turn += 1) teuk.types('.ping');
    await clock.advance(5000);
    for (let turn = 0; turn < 10; turn += 1) teuk.types('.ping');

    expect(commands()).toHaveLength(20);
  });

  test('the thirtieth closes the session, the twenty-ninth does not', () => {
    const { enters } = consoleBench();
    const teuk = enters('teuk');
    for (let turn = 0; turn < 29; turn += 1) teuk.types('.ping');
    expect(teuk.ended).toBe(false);
    teuk.types('.ping');

    expect(teuk.ended).toBe(true);
    expect(teuk.seen.at(-1)).toBe('Too many lines. Goodbye.');
  });

  test('hold up nobody else', () => {
    const { enters, commands } = consoleBench();
    const [teuk, ann] = [enters('teuk'), enters('ann')];
    for (let turn = 0; turn < 29; turn += 1) teuk.types('.ping');
    ann.types('.status');

    expect(commands().at(-1)).toBe('.status');
  });
});
