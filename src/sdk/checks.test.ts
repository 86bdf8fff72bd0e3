import { expect, test } from 'vitest';
import { bench, castle, person } from '../../test/support/bench-of-commands.ts';
import { type Checked, check, communityOf, defineCommand, defineModule, ok } from './index.ts';

const [ann, op] = [person('ann'), person('op', { standing: 'owner' })];
const [owner, helper] = [person('teuk'), person('hal', { roles: ['7'] })];

async function callers() {
  const { permissions } = await bench([], { owners: [owner.id] });
  permissions.declare([{ name: 'quotes.add', least: 'moderator', text: 'Add quotes.' }]);
  const community = castle.space && communityOf(castle.space);
  const by = (caller: Checked['caller']): Checked => ({
    ...{ caller, permissions },
    ...(community !== undefined && { community }),
  });
  return { by, permissions, community };
}

test('the checks let in whom they name, and tell the others what is missing', async () => {
  const { by } = await callers();
  const all = [ann, helper, op, owner].map(by);

  expect(all.map((call) => check.owner(call).ok)).toEqual([false, false, false, true]);
  expect(all.map((call) => check.ownerOrSpaceOwner(call).ok)).toEqual([false, false, true, true]);
  expect(all.map((call) => check.anyRole(call, ['7', '8']).ok)).toEqual([false, true, false, true]);
  expect(all.map((call) => check.granted(call, 'quotes.add').ok)).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(check.owner(by(op))).toMatchObject({
    error: { key: 'check.rank', facts: { needed: 'instanceOwner', rank: 'communityOwner' } },
  });
});

test('what is granted to a role holds for those who have it', async () => {
  const { by, permissions, community } = await callers();
  if (community === undefined) throw new Error('The castle is in a community');
  await permissions.grant({
    ...{ by: { actor: owner, community }, subject: 'role:7', capability: 'quotes.add' },
  });

  expect(check.granted(by(helper), 'quotes.add').ok).toBe(true);
  expect(check.granted(by(ann), 'quotes.add').ok).toBe(false);
});

test('whom a place names for a command passes, and where it names nobody the command’s own rule holds', async () => {
  const guarded = defineCommand({
    ...{ name: 'quote', category: 'basics', capability: 'quotes.add', args: {} },
    run: () => ok(''),
    show: (text) => text,
  });
  const quotes = defineModule({ name: 'quotes', version: '1.0.0', commands: [guarded] });
  const { ports, settings } = await bench([quotes], { owners: [owner.id] });
  ports.permissions.declare([{ name: 'quotes.add', least: 'moderator', text: 'Add quotes.' }]);
  const { permissions, catalogue } = ports;
  const community = castle.space && communityOf(castle.space);
  const asking = (caller: Checked['caller'], command = 'quote') =>
    check.configuredFor(
      {
        ...{ caller, permissions, where: castle, settings: ports.settings, catalogue },
        ...(community !== undefined && { community }),
      },
      command,
    ).ok;

  expect([ann, helper, op].map((caller) => asking(caller))).toEqual([false, false, true]);
  await settings.write('commands.access', 'instance', 'quote=role:7', 'test');
  expect([ann, helper, op].map((caller) => asking(caller))).toEqual([false, true, true]);
  expect(asking(op, 'nothing')).toBe(false);
});
