import { expect, test } from 'vitest';
import { CastellanError } from '../../../base/errors.ts';
import { channelOn, connectionId, spaceId } from '../../../base/ids.ts';
import type { Place } from '../../../core/event.ts';
import type { NativeRule } from '../../../core/native-rules.ts';
import type { ApiCall } from '../api.ts';
import { DiscordNativeRules } from './native-rules.ts';

const connection = connectionId('discord');
const where: Place = {
  ...{ connection, platform: 'discord', space: spaceId('discord:1'), name: 'Castle' },
  channel: channelOn(connection, '1'),
};
const words: NativeRule = {
  ...{ name: 'Castellan · rule 1', tells: 'No', sparedRoles: ['5'], sparedChannels: ['7'] },
  look: { kind: 'words', words: ['scam'], patterns: ['(?i)x+y'] },
};

/** Keeps rules as Discord would, and answers with what is asked for. */
function discord(failing?: { status: number; code: number }) {
  const calls: ApiCall[] = [];
  const rules: object[] = [];
  const call = (wanted: ApiCall): Promise<unknown> => {
    calls.push(wanted);
    if (failing)
      return Promise.reject(new CastellanError('platform-refused', 'No.', { facts: failing }));
    if (wanted.method === 'Get') return Promise.resolve(rules);
    const made = { id: '99', creator_id: '3', guild_id: '1', ...(wanted.body as object) };
    if (wanted.method === 'Post') rules.push(made);
    return Promise.resolve(made);
  };
  return { calls, rules, native: new DiscordNativeRules({ api: { call }, guilds: new Map() }) };
}

test('a rule that was made is read back as the same', async () => {
  const { native, calls } = discord();
  const mentions: NativeRule = { ...words, tells: '', look: { kind: 'mentions', most: 5 } };
  expect(await native.make(where, words, 'why')).toEqual({ ok: true, value: '99' });
  await native.make(where, mentions, 'why');
  expect(calls[0]).toMatchObject({
    ...{ method: 'Post', route: '/guilds/1/auto-moderation/rules', reason: 'why' },
    body: {
      ...{ trigger_type: 1, event_type: 1, enabled: true, exempt_roles: ['5'] },
      actions: [{ type: 1, metadata: { custom_message: 'No' } }],
    },
  });
  const view = await native.view(where);
  expect(view.ok && view.value.standing.map(({ rule }) => rule)).toEqual([words, mentions]);
});

test('a rule that does more, or is switched off, is not one that we made', async () => {
  const { native, rules } = discord();
  await native.make(where, words, '');
  const [made] = rules;
  rules.push(
    { ...made, enabled: false },
    { ...made, actions: [{ type: 1 }, { type: 3, metadata: { duration_seconds: 60 } }] },
    { ...made, trigger_metadata: { keyword_filter: ['scam'], allow_list: ['scampi'] } },
    { ...made, trigger_type: 4, trigger_metadata: { presets: [1] } },
  );
  const view = await native.view(where);
  expect(
    view.ok && view.value.standing.map(({ kind, rule }) => [kind, rule !== undefined]),
  ).toEqual([
    ['words', true],
    ['words', false],
    ['words', false],
    ['words', false],
    ['other', false],
  ]);
});

test('the kind of a rule is never sent again, and what is gone is no refusal', async () => {
  const { native, calls } = discord();
  await native.change(where, '99', words, '');
  expect(JSON.stringify(calls[0]?.body)).not.toContain('trigger_type');
  const gone = discord({ status: 404, code: 0 }).native;
  expect(await gone.remove(where, '99', '')).toEqual({ ok: true, value: 'gone' });
  expect(await gone.change(where, '99', words, '')).toEqual({ ok: true, value: 'gone' });
});

test('refusals say what to do; a network that is away is a fault', async () => {
  const forbidden = discord({ status: 403, code: 50013 }).native;
  expect(await forbidden.view(where)).toMatchObject({ error: { key: 'automod.mirror.forbidden' } });
  const invalid = discord({ status: 400, code: 50035 }).native;
  expect(await invalid.make(where, words, '')).toMatchObject({
    error: { key: 'automod.mirror.refused', facts: { why: 'No.' } },
  });
  const api = { call: () => Promise.reject(new CastellanError('network', 'away')) };
  const away = new DiscordNativeRules({ api, guilds: new Map() });
  await expect(away.view(where)).rejects.toThrow('away');
});
