import { describe, expect, test } from 'vitest';
import { castle, direct, person } from '../../test/support/bench-of-commands.ts';
import type { Actor } from '../core/actor.ts';
import type { InboundEvent, Place } from '../core/event.ts';
import { dotCommands } from './dot-commands.ts';

const teuk = person('teuk');
const guild: Place = { ...direct, platform: 'discord' };

const read = dotCommands({
  speaksLines: ({ platform }) => platform === 'irc',
  isOperator: ({ id }) => id === teuk.id,
});

function said(text: string, actor: Actor = teuk, where: Place = direct): InboundEvent {
  return {
    ...{ kind: 'message', atMs: 0, where, actor, text, replayed: false, unanswerable: false },
    reply: { where, actor },
  };
}

const heard = (event: InboundEvent): string | undefined => {
  const after = read(event);
  return after.kind === 'message' ? after.text : undefined;
};

describe('in direct talk on IRC', () => {
  test('an operator’s dot is the prefix of a command', () => {
    expect(heard(said('.floodstatus'))).toBe('floodstatus');
    expect(heard(said('.unmute ann'))).toBe('unmute ann');
  });

  test.each(['...', '. hm', '.', '.. well', 'status', '!status', ' .status'])(
    'what is no dot-command stays as it is: %s',
    (text) => {
      expect(heard(said(text))).toBe(text);
    },
  );

  test('for everybody else a dot is a dot, whatever the nick', () => {
    const impostor = { ...person('ann'), name: 'teuk', native: 'teuk' };
    expect(heard(said('.floodstatus', impostor))).toBe('.floodstatus');
  });
});

test('in a channel a dot is a dot, for operators too', () => {
  expect(heard(said('.floodstatus', teuk, castle))).toBe('.floodstatus');
});

test('on Discord a dot is a dot', () => {
  expect(heard(said('.floodstatus', teuk, guild))).toBe('.floodstatus');
});
