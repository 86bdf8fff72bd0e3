import parse from 'irc-framework/src/irclineparser.js';
import { fallbackDecoder, LineReader } from '../../../src/platforms/irc/line-reader.ts';
import { parseLine } from '../../../src/platforms/irc/line-parser.ts';
import { atLeast, type Scenario, type Subject } from '../measurement.ts';
import { Rounds } from '../statistics.ts';

const sample = [
  ':ann!ann@castle.example PRIVMSG #castle :what shall we have for lunch today',
  '@time=2026-01-01T12:00:00.000Z;account=bob :bob!~bob@10.0.0.1 PRIVMSG #castle :soup, I hope',
  ':carol!carol@castle.example JOIN #castle carol :Carol of the castle',
  ':irc.castle.test 353 castellan = #castle :@ann +bob carol dave erin frank',
  'PING :irc.castle.test',
];
const linesPerBlock = 500;
const block = Buffer.from(
  Array.from({ length: linesPerBlock }, (_, at) => `${sample[at % sample.length]}\r\n`).join(''),
);

/** Each takes the same bytes and counts the lines that it understood. */
const parsers: Readonly<Partial<Record<Subject, () => number>>> = {
  bare() {
    const lines = block.toString('utf8').split('\r\n');
    let parsed = 0;
    for (const line of lines) if (line.split(' ').length > 1) parsed += 1;
    return parsed;
  },
  'irc-framework'() {
    // As its transport does it: the whole block decoded, then cut.
    let parsed = 0;
    for (const line of block.toString('utf8').split('\n'))
      if (line !== '' && parse(line)) parsed += 1;
    return parsed;
  },
  castellan: castellanParser(),
};

function castellanParser(): () => number {
  let parsed = 0;
  const reader = new LineReader(
    {
      line(text) {
        if (parseLine(text)) parsed += 1;
      },
      tooLong: () => {},
      endless: () => {},
    },
    fallbackDecoder('windows-1252'),
  );
  return () => {
    parsed = 0;
    reader.push(block);
    return parsed;
  };
}

/** From bytes to parsed lines, without a network. */
export const parser: Scenario = {
  name: 'parser',
  about: 'IRC lines parsed a second, from bytes',
  run({ quick }) {
    const [rounds, roundMs] = quick ? [3, 200] : [9, 400];
    const perSecond = new Rounds();
    for (let round = -1; round < rounds; round += 1) {
      for (const [subject, parseBlock] of Object.entries(parsers)) {
        const rate = linesPerSecond(parseBlock, roundMs);
        // The first time round everything is still being compiled.
        if (round >= 0) perSecond.note(round, subject as Subject, rate);
      }
    }
    return Promise.resolve([
      {
        ...{ scenario: this.name, what: 'lines', unit: '/s' },
        values: perSecond.values(),
        ratio: perSecond.ratio('castellan', 'irc-framework'),
        against: 'irc-framework',
        target: atLeast(1),
      },
    ]);
  },
};

function linesPerSecond(parseBlock: () => number, forMs: number): number {
  const startMs = performance.now();
  let lines = 0;
  while (performance.now() - startMs < forMs) {
    const parsed = parseBlock();
    if (parsed !== linesPerBlock) throw new Error(`A parser understood ${parsed} lines`);
    lines += parsed;
  }
  return (lines / (performance.now() - startMs)) * 1000;
}
