import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { openAudit } from './audit.ts';
import type { AuditEntry } from './entry.ts';

const lift = { actor: 'discord:7', via: 'slash', action: 'command raid lift' };

/** An audit whose database answers when it is told to. */
function desk() {
  const kept: AuditEntry[] = [];
  const waiting: (() => void)[] = [];
  const [clock, log] = [manualClock(), memoryLog()];
  const store = {
    append: (entry: AuditEntry) =>
      new Promise<number>((resolve) => {
        waiting.push(() => resolve(kept.push(entry)));
      }),
    list: () => Promise.resolve([]),
    verify: () => Promise.resolve({ state: 'whole', entries: 0, head: '' } as const),
  };
  const audit = openAudit({ store, clock, log, life: lifetime('audit') });
  const answers = async () => {
    waiting.shift()?.();
    await clock.advance(0);
  };
  return { audit, clock, log, kept, answers };
}

test('an act may begin when it is written down, and its end belongs to it', async () => {
  const { audit, clock, kept, answers } = desk();
  let begun = false;
  const beginning = audit.begin(lift).then((end) => {
    begun = true;
    return end;
  });
  await clock.advance(1);
  expect(begun).toBe(false);

  await answers();
  const end = await beginning;
  end('done');
  await clock.advance(0);
  await answers();

  expect(kept).toEqual([
    { ...lift, outcome: 'begun' },
    { ...lift, outcome: 'done', closes: 1 },
  ]);
});

test('a database that does not answer keeps nobody from acting for more than 2 s, and the log tells', async () => {
  const { audit, clock, log, kept, answers } = desk();
  const beginning = audit.begin(lift);
  await clock.advance(2000);

  const end = await beginning;
  expect(JSON.stringify(log.lines)).toMatch(/done before it is in the audit log/);
  end('done');
  await answers();
  await answers();
  expect(kept).toMatchObject([{ outcome: 'begun' }, { outcome: 'done', closes: 1 }]);
});
