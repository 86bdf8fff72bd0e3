import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { oldBots } from '../../../test/support/old-bots.ts';
import { audit } from '../audit/index.ts';
import { settings } from '../settings/index.ts';
import { imports } from './index.ts';

const owner = person('owner');
const op = person('op', { standing: 'administrator' });

async function table(can: Parameters<typeof bench>[1] = {}) {
  const parts = await bench([audit, imports, settings], { owners: [owner.id], ...can });
  return {
    ...parts,
    /** Says it and waits for the answer: files are read in real time. */
    async answer(...said: Parameters<typeof parts.says>): Promise<string> {
      const before = parts.platform.replies.length;
      await parts.says(...said);
      await expect.poll(() => parts.platform.replies.length).toBeGreaterThan(before);
      const card = parts.last()?.card;
      return [card?.title, card?.say, ...(card?.lines ?? [])].filter(Boolean).join('\n');
    },
  };
}

describe('an import in chat', () => {
  test('is shown to the owner, and taken with the code', async () => {
    const { answer, settings: book } = await table();
    const shown = await answer(owner, `!import read zoryx ${join(oldBots(), 'zoryx')}`);
    expect(shown).toMatch(/core.prefix\*\* \(the whole instance\) `!` → `\?`/);
    expect(shown).toMatch(/BOT.OWNER.ID.*castellan.yaml; write it there: owners: discord:3234/);
    const code = /import confirm (\w{6})/.exec(shown)?.[1] ?? '';
    expect(await answer(owner, `!import confirm ${code}`)).toBe('3 values were taken over.');

    expect(book.readText('core.prefix', {})).toBe('?');
  });

  test('is taken by the button, once', async () => {
    const { answer, presses, last, heard } = await table({ can: ['controls', 'edit'] });
    await answer(owner, `!import read zoryx ${join(oldBots(), 'zoryx')}`);
    const [[button] = []] = last()?.card.actions ?? [];
    await presses(owner, button?.kind === 'button' ? button.id : '');
    await expect.poll(() => heard().at(-1)).toBe('3 values were taken over.');
  });

  test.each([
    [op, '!import read zoryx /etc', /takes `import.take`, which the owner of this bot/],
    [op, '!import confirm ABCDEF', /takes `import.take`/],
    [owner, '!import read zoryx /nowhere', /There is no file \/nowhere/],
    [owner, '!import read zoryx /etc quickly', /"quickly" is not understood/],
    [owner, '!import read eggdrop /etc', /should be one of petbot, zoryx, mediabot, openguard/],
    [owner, '!import read openguard postgres://a:hush@db/x', /give it on the command line/],
    [owner, '!import confirm ABCDEF', /not yours, was used, or is older/],
    [owner, '!import take {"rm": "-rf"}', /for the command line/],
  ])('%o: "%s" is refused in words', async (who, said, answered) => {
    const { answer } = await table();

    expect(await answer(who, said)).toMatch(answered);
  });

  test('the password of an address that was said is not kept in the log of acts', async () => {
    const { answer, audit: log } = await table();
    await answer(owner, '!import read openguard postgres://a:hush@db/x');
    await log.settled();

    expect(JSON.stringify(await log.list({ limit: 9 }))).not.toContain('hush');
  });
});
