import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { actorId } from '../../../src/base/ids.ts';
import { lastingMeasures } from '../../../src/core/enforcer.ts';
import type { Place } from '../../../src/core/event.ts';
import { type FakeIrcServer, type FakeLink, fakeIrcServer } from '../../support/fake-irc-server.ts';
import { type Bot, bot } from '../../support/irc-bot.ts';

let server: FakeIrcServer | undefined;
let castellan: Bot | undefined;
afterEach(async () => {
  aheadMs = 0;
  await castellan?.stop();
  await server?.stop();
});

let aheadMs = 0;
const clock: Clock = {
  ...systemClock,
  monotonic: () => systemClock.monotonic() + aheadMs,
};

type Answer = (line: string, link: FakeLink) => boolean;

/** The bot is operator in #c of a server that says this of itself. */
async function onServer(isupport: string, answer: Answer = () => false) {
  server = await fakeIrcServer({ isupport: `CHANTYPES=# PREFIX=(ov)@+ ${isupport}`, answer });
  castellan = bot({ clock, config: { server: `127.0.0.1:${server.port}`, channels: ['#c'] } });
  await castellan.joined('#c');
  const link = await server.link(1);
  link.send(':s MODE #c +o castellan');
  await link.settled();
  const joined = castellan.events.find((event) => event.kind === 'space-joined');
  if (!joined || !castellan.platform.enforcer) throw new TypeError('The bot is in #c');
  const where: Place = joined.where;
  return { enforcer: castellan.platform.enforcer, where, link };
}

const bob = { id: actorId('irc:net:account:bob'), name: 'bob', native: 'account:bob' };

describe('an account is held as the server says that it can be', () => {
  test.each([
    ['InspIRCd', 'EXTBAN=,RUm CHANMODES=Ibe,k,l,i', 'b R:bob', 'b m:R:bob', 'e R:bob', 'I R:bob'],
    [
      'Unreal',
      'EXTBAN=~,aqn CHANMODES=beI,k,l,i',
      'b ~a:bob',
      'b ~q:~a:bob',
      'e ~a:bob',
      'I ~a:bob',
    ],
    [
      'solanum',
      'EXTBAN=$,arx CHANMODES=eIbq,k,l,i',
      'b $a:bob',
      'q $a:bob',
      'e $a:bob',
      'I $a:bob',
    ],
  ])('on %s', async (_name, isupport, ban, mute, exempt, invex) => {
    const { enforcer, where } = await onServer(isupport);
    const marks: Record<string, readonly string[]> = {};
    for (const measure of lastingMeasures) {
      const seen = await enforcer.forecast(where, { measure, subject: bob });
      marks[measure] = seen.ok ? seen.value.marks : [seen.error.key];
    }
    expect(marks).toEqual({ ban: [ban], mute: [mute], exempt: [exempt], invex: [invex] });
  });

  test('and somebody of whom only the id is known, by what it says', async () => {
    const { enforcer, where } = await onServer('EXTBAN=$,a CHANMODES=eIbq,k,l,i');
    const id = actorId('irc:net:host:ann@ann.example');
    const subject = { id, name: 'ann', native: id };
    expect(await enforcer.forecast(where, { measure: 'ban', subject })).toMatchObject({
      value: { marks: ['b *!*ann@ann.example'] },
    });
  });

  test('and where there are no such lists, that is said', async () => {
    const { enforcer, where } = await onServer('EXTBAN=$,a CHANMODES=b,k,l,i');
    for (const measure of ['exempt', 'invex'] as const)
      expect(await enforcer.forecast(where, { measure, subject: bob })).toMatchObject({
        error: { key: `act.cannot.${measure}` },
      });
  });
});

describe('before anybody has made the bot operator', () => {
  test('what was written is to be tried again, and after half a minute it is refused', async () => {
    const { enforcer, where, link } = await onServer('CHANMODES=b,k,l,i');
    link.send(':s MODE #c -o castellan');
    await link.settled();
    const order = { measure: 'ban', marks: ['b *!*@bad.host'], reason: '' } as const;

    expect(await enforcer.prepare?.(where)).toMatchObject({
      error: { key: 'act.cannot.operator' },
    });
    await expect(enforcer.impose(where, order)).rejects.toThrow(/no operator there yet/);
    await expect(enforcer.lift(where, 'ban', order.marks, '')).rejects.toThrow(/no operator/);
    aheadMs = 31_000;
    expect(await enforcer.impose(where, order)).toMatchObject({
      error: { key: 'act.cannot.operator' },
    });
  });
});

describe('lists', () => {
  const answer: Answer = (line, link) => {
    const letter = /^MODE #c \+([beIq])$/.exec(line)?.[1];
    if (letter === 'b')
      link.send(
        ':s 367 castellan #c *!*@bad.host ann!a@host 1700000000',
        ':s 367 castellan #c x!*@* services.net 1700000001',
        ':s 367 castellan #c y!*@* castellan 1700000002',
        ':s 368 castellan #c :end',
      );
    else if (letter) link.send(':s 482 castellan #c :You are not channel operator');
    return letter !== undefined;
  };

  test('tell who set an entry and when, by ids, and which were our own', async () => {
    const { enforcer, where } = await onServer('CHANMODES=beI,k,l,i', answer);
    const listed = await enforcer.lists(where, 'all');

    expect(
      listed.ok && listed.value.entries.map(({ setter, setAtMs }) => [setter, setAtMs]),
    ).toEqual([
      [{ id: 'irc:net:host:a@host', name: 'ann', own: false }, 1_700_000_000_000],
      [{ id: 'irc:net:service:services.net', name: 'services.net', own: false }, 1_700_000_001_000],
      [expect.objectContaining({ name: 'castellan', own: true }), 1_700_000_002_000],
    ]);
  });

  test('that only operators may read are not taken for empty', async () => {
    const { enforcer, where } = await onServer('CHANMODES=beI,k,l,i', answer);
    const listed = await enforcer.lists(where, 'all');

    expect(listed.ok && [...listed.value.complete].sort()).toEqual(['ban', 'mute']);
    expect(await enforcer.standing(where, 'exempt', bob)).toMatchObject({
      error: { key: 'act.cannot.operator' },
    });
  });
});

test('what services and servers set themselves is told, as done by nobody who is here', async () => {
  const { link } = await onServer('EXTBAN=$,a CHANMODES=beI,k,l,i');
  link.send(
    ':ChanServ!services@services.net MODE #c +b *!*@akick.host',
    ':services.net MODE #c +e *!*@friend.host',
  );
  await link.settled();

  const acts = castellan?.events.flatMap((event) =>
    event.kind === 'staff-act' ? [[event.act, event.mark, event.by?.id, event.by?.bot]] : [],
  );
  expect(acts).toEqual([
    ['held', 'b *!*@akick.host', 'irc:net:service:chanserv', true],
    ['listed', 'e *!*@friend.host', 'irc:net:service:services.net', true],
  ]);
});
