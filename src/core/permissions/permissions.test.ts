import { describe, expect, test } from 'vitest';
import { communityId } from '../../base/ids.ts';
import { manualClock } from '../../base/clock.ts';
import { person } from '../../../test/support/bench-of-commands.ts';
import { type Standing, standings } from '../actor.ts';
import { openPermissions } from './permissions.ts';
import { type Rank, ranks } from './ranks.ts';
import type { Grant } from './store.ts';

const castle = communityId('irc:libera:#castle');
const tower = communityId('irc:libera:#tower');
const owner = person('owner');

async function book(grants: readonly Grant[] = []) {
  const kept: Grant[] = [...grants];
  const permissions = await openPermissions({
    store: {
      all: () => Promise.resolve(kept),
      add: (grant) => Promise.resolve(void kept.push(grant)),
      remove: () => Promise.resolve(true),
    },
    clock: manualClock(),
    owners: new Set([owner.id]),
  });
  permissions.declare(ranks.map((least) => ({ name: `needs.${least}`, least, text: '' })));
  return { permissions, kept };
}

const expected: Readonly<Record<Standing, readonly Rank[]>> = {
  owner: ['communityOwner', 'administrator', 'moderator', 'helper', 'member'],
  administrator: ['administrator', 'moderator', 'helper', 'member'],
  moderator: ['moderator', 'helper', 'member'],
  helper: ['helper', 'member'],
  member: ['member'],
};

describe('without grants', () => {
  test.each(standings)('%s may exactly what this standing has', async (standing) => {
    const { permissions } = await book();
    const actor = person('ann', { standing });
    const may = ranks.filter(
      (rank) => permissions.authorise(`needs.${rank}`, { actor, community: castle }).ok,
    );

    expect(may).toEqual(expected[standing]);
  });

  test('the owner of the instance may everything, everywhere', async () => {
    const { permissions } = await book();

    expect(ranks.every((rank) => permissions.authorise(`needs.${rank}`, { actor: owner }).ok)).toBe(
      true,
    );
  });

  test('a standing in a space is worth nothing outside of it', async () => {
    const { permissions } = await book();
    const actor = person('ann', { standing: 'owner' });

    expect(permissions.authorise('needs.helper', { actor }).ok).toBe(false);
  });

  test('what nobody declared is denied to all but nobody', async () => {
    const { permissions } = await book();

    expect(permissions.authorise('unheard.of', { actor: owner })).toMatchObject({
      ok: false,
      error: { key: 'permission.unknown' },
    });
  });
});

describe('grants', () => {
  const admin = person('admin', { standing: 'administrator' });
  const ann = person('ann', { roles: ['77'] });

  test('hold for a person in one community and in no other', async () => {
    const { permissions } = await book();
    const given = await permissions.grant({
      by: { actor: admin, community: castle },
      subject: ann.id,
      capability: 'needs.moderator',
    });

    expect(given.ok).toBe(true);
    expect(permissions.authorise('needs.moderator', { actor: ann, community: castle }).ok).toBe(
      true,
    );
    expect(permissions.authorise('needs.moderator', { actor: ann, community: tower }).ok).toBe(
      false,
    );
  });

  test('hold for everyone with a role', async () => {
    const { permissions } = await book([
      { scope: castle, subject: 'role:77', capability: 'needs.administrator' },
    ]);

    expect(permissions.authorise('needs.administrator', { actor: ann, community: castle }).ok).toBe(
      true,
    );
  });

  test('nobody gives what he does not hold', async () => {
    const { permissions, kept } = await book();
    const given = await permissions.grant({
      by: { actor: admin, community: castle },
      subject: ann.id,
      capability: 'needs.communityOwner',
    });

    expect(given.ok).toBe(false);
    expect(kept).toEqual([]);
  });

  test('one who was only granted a right does not pass it on', async () => {
    const { permissions } = await book([
      { scope: castle, subject: ann.id, capability: 'needs.administrator' },
    ]);
    const given = await permissions.grant({
      by: { actor: ann, community: castle },
      subject: person('bob').id,
      capability: 'needs.administrator',
    });

    expect(given.ok).toBe(false);
  });

  test('are taken back at once', async () => {
    const { permissions } = await book();
    const request = {
      by: { actor: admin, community: castle },
      subject: ann.id,
      capability: 'needs.moderator',
    };
    await permissions.grant(request);

    expect((await permissions.revoke(request)).ok).toBe(true);
    expect(permissions.authorise('needs.moderator', { actor: ann, community: castle }).ok).toBe(
      false,
    );
    expect((await permissions.revoke(request)).ok).toBe(false);
  });

  test('that somebody else took out of the database hold no more once they are read again', async () => {
    const grant = { scope: castle, subject: ann.id, capability: 'needs.moderator' };
    const { permissions, kept } = await book([grant]);
    const may = () =>
      permissions.authorise('needs.moderator', { actor: ann, community: castle }).ok;
    expect(may()).toBe(true);
    kept.length = 0;
    await permissions.reload();

    expect(may()).toBe(false);
  });
});
