import { expect, test } from 'vitest';
import { bench, castle, person } from '../../test/support/bench-of-commands.ts';
import { type Checked, check, communityOf } from './index.ts';

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
