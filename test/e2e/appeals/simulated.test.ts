import { afterEach, describe, expect, test } from 'vitest';
import { type SandboxOptions, type TestWorld, sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function world(options: SandboxOptions = {}): Promise<TestWorld> {
  const made = await sandbox(options);
  stops.push(() => made.stop());
  return made;
}

describe('appeals on a simulated Discord', { timeout: 60_000 }, () => {
  test('a button in the message that tells of it opens a form; staff decide by buttons; who punished cannot alone', async () => {
    const it = await world();
    const [ann, mod, bob] = [
      it.discord.member('ann'),
      it.discord.member('mod'),
      it.discord.member('bob'),
    ];
    await ann.say('#staff', '!settings set appeals.questions "What happened?, Why take it back?"');
    await ann.hears('#staff', /appeals\.questions/);
    await ann.say('#staff', '!alerts here');
    await ann.hears('#staff', /operators are told in/);
    await mod.say('#general', '!mute @bob 2h spam');
    await mod.hears('#general', /bob is muted/i);

    const told = await bob.isTold(/You cannot speak in Castle/);
    await bob.press(told, 'Appeal');
    await bob.submit({ 'What happened?': 'I posted a link', 'Why take it back?': 'it was mine' });
    await bob.isTold(/Your appeal #1 against case 1 in Castle is with the staff/);

    const post = await ann.hears(
      '#staff',
      /Appeal #1 of bob.*spam.*What happened\?.*I posted a link/is,
    );
    await mod.press(post, 'I look at it');
    await mod.hears('#staff', /mod.*looks at appeal #1/i);
    await mod.press(post, 'Grant');
    await mod.hears('#staff', /somebody else has to decide appeal #1/i);
    await expect(bob.say('#general', 'hello?')).rejects.toThrow();
    await ann.press(post, 'Grant');
    await ann.hears('#staff', /Appeal #1 of .*bob.* is granted/i);
    await bob.isTold(/Your appeal in Castle is granted: case 1 is taken back/);
    await bob.say('#general', 'thank you');
    await ann.say('#staff', '!case 1');
    await ann.hears('#staff', /Case #1.*(overturned|should not)/is);
  });

  test('a "no" takes a reason, by a form; there is no second appeal before its time, and a member decides nothing', async () => {
    const it = await world();
    const [ann, mod, bob] = [
      it.discord.member('ann'),
      it.discord.member('mod'),
      it.discord.member('bob'),
    ];
    await ann.say('#staff', '!alerts here');
    await ann.hears('#staff', /operators are told in/);
    await mod.say('#general', '!warn @bob be nice');
    await mod.hears('#general', /bob is warned/i);
    await bob.dm('appeal I was nice');
    await bob.isTold(/Your appeal #1/);
    const post = await ann.hears('#staff', /Appeal #1 of bob/is);
    await bob.dm('appeal again');
    await bob.isTold(/There is an appeal against case 1 already/);
    await bob.say('#random', '!appeal approve 1');
    await bob.hears('#random', /it takes `?mod\.appeal/);
    await ann.press(post, 'Deny');
    await ann.submit({ 'Why? The person will read it': 'you were not' });
    await ann.hears('#staff', /Appeal #1 of .*bob.* is denied/i);
    await bob.isTold(/denied: you were not You may appeal again in 30 days/);
    await bob.dm('appeal once more');
    await bob.isTold(/You can appeal again in 30 days/, { withinMs: 20_000 });
  });
});

/** A browser without scripts: forms, and the cookie that they give. */
function browserAt(base: string) {
  let cookie = '';
  const ask = async (path: string, form?: Readonly<Record<string, string>>) => {
    const answer = await fetch(new URL(path, base), {
      redirect: 'manual',
      headers: { origin: new URL(base).origin, ...(cookie !== '' && { cookie }) },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: answer.status, body: await answer.text() };
  };
  return { get: (path: string) => ask(path), post: ask };
}

describe('the page of appeals on a simulated Discord', { timeout: 60_000 }, () => {
  test('without scripts: a link opens once, markup stays text, what is too long is said and kept, and staff decide it once', async () => {
    const it = await world();
    const [ann, mod, bob] = [
      it.discord.member('ann'),
      it.discord.member('mod'),
      it.discord.member('bob'),
    ];
    await mod.say('#general', '!ban @bob <img src=x onerror=alert(1)> **spam**');
    await mod.hears('#general', /bob is banned/);
    await ann.say('#staff', '!appeal link 1');
    const told = await ann.isTold(/code/i);
    const code = /[\w-]{32}/.exec(told.text.replaceAll('\\', ''))?.[0] ?? '';
    const { url } = it.dashboard;
    const [his, hers] = [browserAt(url), browserAt(url)];

    expect((await his.post('/appeal/open', { code: `${code}x` })).status).toBe(422);
    expect((await his.post('/appeal/open', { code })).status).toBe(303);
    expect((await hers.post('/appeal/open', { code })).status).toBe(422);
    const page = await his.get('/appeal');
    expect(page.body).toContain('Case 1 in Castle');
    expect(page.body).not.toContain('<img');
    expect((await hers.get('/appeal')).body).not.toContain('Case 1');

    const long = await his.post('/appeal/send', {
      a0: `<script>x</script>${'word '.repeat(2000)}`,
    });
    expect(long.status).toBe(422);
    expect(long.body).toMatch(/role="alert">That is too long: 4000 characters/);
    expect(long.body).toContain('word word word');
    expect(long.body).not.toContain('<script>x');

    expect((await his.post('/appeal/send', { a0: 'that was my <b>brother</b>' })).status).toBe(303);
    expect((await hers.post('/appeal/withdraw', {})).status).toBe(422);
    await mod.say('#staff', '!case reverse 1 my mistake');
    await mod.hears('#staff', /Case #1 .* is taken back/);
    await bob.joins();
    await ann.say('#staff', '!appeal approve 1');
    await ann.hears('#staff', /Appeal #1 of .*bob.* is granted/i);
    await ann.say('#staff', '!appeal approve 1');
    await ann.hears('#staff', /Appeal #1 (is|was) .*(over|decided)/i);
    expect((await his.get('/appeal')).body).toMatch(/Granted|granted/);
    expect((await his.post('/appeal/send', { a0: 'again' })).status).toBe(422);
  });
});

describe('appeals on a simulated IRC network', { timeout: 60_000 }, () => {
  test('N33: nobody of another channel reads or answers an appeal, nor appeals for somebody else', async () => {
    const it = await world();
    const [ann, bob, eve] = [it.irc.person('ann'), it.irc.person('bob'), it.irc.person('eve')];
    await ann.mode('#castle', '+o', 'castellan');
    await ann.says('#castle', '!ban bob 1h spam');
    await ann.hears('#castle', /bob is banned/);
    await bob.isTold(/tell me in a private message: .?appeal 1 in:#castle why/);
    // Somebody else cannot: there is no such case for her.
    await eve.msg('castellan', 'appeal 1 in:#castle let him in');
    await eve.isTold(/nothing that was done to you/);
    await bob.msg('castellan', 'appeal 1 in:#castle that was my brother');
    await bob.isTold(/Your appeal #1 against case 1 in #castle is with the staff/);
    await eve.msg('castellan', 'appeal withdraw 1');
    await eve.isTold(/No appeal of yours waits/);
    await eve.msg('castellan', 'appeal mine');
    await eve.isTold(/You have no appeals/);
    // An operator of another channel sees nothing of it there, and may not name #castle.
    await it.irc.person('olga').join('#tower');
    const olga = it.irc.person('olga');
    await olga.invite('castellan', '#tower');
    await olga.says('#random', 'hi');
    await olga.msg('castellan', 'appeal view 1 in:#castle');
    await olga.isTold(/it takes .?mod\.appeal/);
  });
});
