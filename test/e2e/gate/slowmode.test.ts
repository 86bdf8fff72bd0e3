import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sandbox } from '../../../src/testing/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

test(
  'a busy channel gets a slowmode and loses it when it is calm; one that was set by hand stays',
  { timeout: 60_000 },
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'castellan-slow-'));
    stops.push(() => rmSync(data, { recursive: true, force: true }));
    const it = await sandbox({ data });
    stops.push(() => it.stop());
    const { guild } = it.discord;
    const [ann, bob] = [it.discord.member('ann'), it.discord.member('bob')];
    await ann.say('#staff', '!settings set slowmode.auto on');
    await ann.hears('#staff', /slowmode\.auto/);
    guild.setSlowmode('#random', 1);
    const chat = async (count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        await bob.say('#general', `hello ${at}`);
        await ann.say('#random', `hello ${at}`);
      }
    };
    await chat(4);
    await it.advance('31s');
    await expect.poll(() => guild.slowmodeOf('#general'), { timeout: 10_000 }).toBe(2);
    expect(guild.slowmodeOf('#random')).toBe(1);
    await it.advance('61s');
    await it.advance('31s');
    await expect.poll(() => guild.slowmodeOf('#general'), { timeout: 10_000 }).toBe(0);

    await chat(4);
    await it.advance('31s');
    await expect.poll(() => guild.slowmodeOf('#general'), { timeout: 10_000 }).toBe(2);
    // Somebody wants it otherwise: that is his from now on.
    guild.setSlowmode('#general', 30);
    await it.advance('61s');
    await it.advance('31s');
    await it.advance('31s');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(guild.slowmodeOf('#general')).toBe(30);
    expect(guild.slowmodeOf('#random')).toBe(1);
  },
);
