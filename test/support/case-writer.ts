/**
 * A process that writes cases as fast as it can until it is killed, for tests of what a kill leaves behind:
 * `node case-writer.ts <database>`. Says a line when it has begun.
 */
import { communityId } from '../../src/base/ids.ts';
import { caseStore } from '../../src/moderation/cases/index.ts';
import { openDatabase } from '../../src/storage/index.ts';

const [url = ''] = process.argv.slice(2);
const store = caseStore(await openDatabase(url));
const community = communityId('discord:1');
const place = {
  ...{ connection: 'discord', platform: 'discord', space: community, channel: 'discord/2' },
  name: 'Castle',
};

for (let number = 0; ; number += 1) {
  const target = `discord:${number % 7}`;
  const { made } = await store.open({
    ...{ community, kind: 'ban', state: 'pending', target, by: 'discord:99', via: 'test' },
    ...{ reason: 'spam', atMs: number, place, count: 1, marks: [target], evidence: [] },
    ...{ evidenceUntilMs: 0, names: [{ actor: target, name: target }] },
  });
  const replaced = { how: 'replaced', by: 'discord:99', atMs: number } as const;
  if (number % 3 === 0) await store.fail(made, 'no');
  // As an undo takes back what was not done yet.
  else if (number % 4 === 1) await store.withdraw(made, { ...replaced, how: 'overturned' });
  else await store.settle(made, { atMs: number });
  // As an undo brings back what had been replaced.
  if (number % 4 === 2 && (await store.end(made, replaced))) {
    await store.reinstate(made, [target]);
    await store.settle(made, { atMs: number });
  }
  const ending = { how: 'overturned', by: 'discord:99', atMs: number } as const;
  if (number % 5 === 1) await store.end(made, ending);
  if (number === 5) console.log('writing');
}
