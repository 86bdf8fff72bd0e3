import { formatDuration } from '../base/duration.ts';
import type { Guest } from './company.ts';
import { readLevel } from './feed.ts';
import { mayHoldSecret } from './secrets.ts';

/** A dot-command about the session itself; everything else is a command of the program. */
export interface Word {
  readonly name: string;
  run(guest: Guest, rest: string): void;
}

const console: Word = {
  name: 'console',
  run(guest, rest) {
    if (rest === '') return guest.write(guest.words('console.level-is', { level: guest.level }));
    const level = readLevel(rest);
    if (level === undefined) return guest.write(guest.words('console.level-wrong'));
    guest.write(
      level === 0 ? guest.words('console.level-off') : guest.words('console.level', { level }),
    );
    guest.follow(level);
  },
};

const who: Word = {
  name: 'who',
  run(guest) {
    const lines = guest.company.all().map((one) =>
      guest.words('console.who-line', {
        ...{ number: one.number, name: one.name, via: one.via, level: one.level },
        since: formatDuration(one.forMs),
        hears: one.hears ? 'yes' : 'no',
        self: one === guest ? 'yes' : 'no',
      }),
    );
    guest.write([guest.words('console.who-title'), ...lines].join('\n'));
  },
};

const chat: Word = {
  name: 'chat',
  run(guest, rest) {
    const hears = rest.toLowerCase() !== 'off';
    guest.write(guest.words(hears ? 'console.talk-on' : 'console.talk-off'));
    guest.listen(hears);
  },
};

const bcast: Word = {
  name: 'bcast',
  run(guest, rest) {
    if (rest === '') return guest.write(guest.words('console.bcast-nothing'));
    if (mayHoldSecret(rest)) return guest.write(guest.words('console.secret'));
    const line = guest.words('console.says', { name: guest.name, text: rest });
    const count = guest.company.tell(guest, line);
    guest.write(guest.words('console.bcast-said', { count }));
  },
};

const quit: Word = {
  name: 'quit',
  run: (guest) => guest.end(guest.words('console.bye')),
};

/** The program's own help, with what this console adds. */
const help: Word = {
  name: 'help',
  run(guest, rest) {
    const asked = rest.replace(/^[.!]/, '').toLowerCase();
    if (asked !== 'help' && findWord(asked))
      return guest.write(guest.words(`console.help-${asked}`));
    if (rest === '') guest.command('.help', guest.words('console.help'));
    else guest.command(`.help ${rest}`);
  },
};

const words: readonly Word[] = [bcast, chat, console, help, quit, who];

export const findWord = (name: string): Word | undefined =>
  words.find((word) => word.name === name.toLowerCase());
