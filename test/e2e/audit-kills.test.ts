import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { castellan, dataFolder, forgetData } from '../support/castellan.ts';
import { errand } from '../support/errand.ts';

/** Resolves when somebody who looks into the file sees that the act begins. */
async function written(data: string, action: string): Promise<void> {
  const file = new Sqlite(join(data, 'castellan.db'), { readonly: true });
  const look = file.prepare<[string], { outcome: string }>(
    'select outcome from audit where action = ? order by seq desc limit 1',
  );
  while (look.get(action)?.outcome !== 'begun') await pause(1);
  file.close();
}

test('an act that a kill cuts short is in the log, and the next start says so', async () => {
  const data = dataFolder();
  try {
    const first = await castellan({ data, args: ['--sandbox'] });
    const cut = errand(data, 'backup create').catch(() => undefined);
    await written(data, 'command backup create');
    await first.end('SIGKILL');
    await cut;

    const second = await castellan({ data, args: ['--sandbox'] });
    const { text } = await errand(data, 'audit list backup create');
    expect(text).toMatch(/command backup create.* – interrupted: what came of it is not known/);
    expect(text.match(/command backup create/g)).toHaveLength(1);
    expect((await errand(data, 'audit verify')).text).toMatch(/^The log is whole/);
    expect((await errand(data, 'backup create')).done).toBe(true);
    await second.end();

    const third = await castellan({ data, args: ['--sandbox'] });
    const whole = (await errand(data, 'audit list backup create')).text;
    expect(whole.match(/command backup create/g)).toHaveLength(2);
    expect(whole.match(/interrupted/g)).toHaveLength(1);
    await third.end();
  } finally {
    forgetData(data);
  }
});
