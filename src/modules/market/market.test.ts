import { expect, test } from 'vitest';
import { bench, person } from '../../../test/support/bench-of-commands.ts';
import { sampleExtensions } from '../../../test/support/sample-extensions.ts';
import { marketTexts } from '../../core/market/market-texts.ts';
import { market as module } from './index.ts';

const owner = person('teuk');
const ann = person('ann');

async function house() {
  const made = await bench([module], { owners: [owner.id], can: ['controls'] });
  made.ports.texts.add(marketTexts);
  Object.assign(made.ports, { market: sampleExtensions(made.clock).market });
  const card = () => made.last()?.card;
  /** Uses the control of the last card that its author calls so. */
  const uses = async (name: string, values: readonly string[] = []) => {
    const all = (card()?.actions ?? []).flat();
    const id = all.find((one) => 'id' in one && one.id.endsWith(`:${name}`));
    await made.presses(ann, id && 'id' in id ? id.id : name, values);
  };
  return {
    ...made,
    ...{ card, uses },
    text: () => [card()?.say, card()?.title, ...(card()?.lines ?? [])].join('\n'),
  };
}

test('nothing is shown to a person who did not accept the terms, and everybody accepts for himself', async () => {
  const { says, text } = await house();
  await says(ann, '!market browse');
  expect(text()).toMatch(/Read and accept them first: `!market terms`/);
  await says(ann, '!market terms');
  expect(text()).toMatch(/written by others.*\n.*!market accept/);
  await says(ann, '!market accept');
  await says(ann, '!market browse');
  expect(text()).toMatch(/6 extensions on offer/);
  await says(owner, '!market install trivia');
  expect(text()).toMatch(/accept them first/);
});

test('offers are leafed through five at a time, and one is opened and closed again', async () => {
  const { says, uses, card, text } = await house();
  await says(ann, '!market accept');
  await says(ann, '!market browse');
  expect(card()?.lines).toHaveLength(5);
  expect(text()).toMatch(
    /✅ \*\*Trivia\*\* 2\.0\.0[\s\S]*🧪 \*\*weather\*\*[\s\S]*⛔ \*\*old-games\*\*/,
  );
  await uses('next');
  expect(card()?.lines).toHaveLength(1);
  expect(card()?.footer).toMatch(/Page 2 of 2/);
  await uses('previous');
  await uses('open', ['weather']);
  expect(text()).toMatch(/It asks to be allowed: hosts: api\.example\.org/);
  expect(card()?.footer).toBe('!market install weather');
  await uses('back');
  expect(card()?.lines).toHaveLength(5);

  await says(ann, '!market browse 9 TOOLS');
  expect(text()).toMatch(/3 extensions on offer/);
});

test('search looks in names and descriptions, whatever the case', async () => {
  const { says, text } = await house();
  await says(ann, '!market accept');
  await says(ann, '!market search WHAT weather');
  expect(text()).toMatch(/1 extension on offer[\s\S]*weather/);
  await says(ann, '!mp info nothing');
  await says(ann, '!market info nothing');
  expect(text()).toMatch(/No market offers `nothing`/);
});

test('only the owner changes anything (N25); each step says the next one', async () => {
  const { says, text, audit } = await house();
  await says(ann, '!market install trivia');
  expect(text()).toMatch(/Only the owner of this bot|not allowed|owner/);
  await says(owner, '!market accept');
  await says(owner, '!market install trivia');
  expect(text()).toMatch(
    /`trivia` 2\.0\.0 is installed\. None of it runs yet: `!market enable trivia`/,
  );
  await says(owner, '!market enable trivia');
  expect(text()).toMatch(
    /`trivia` 2\.0\.0 is enabled\. `!market rollback trivia` brings back 1\.0\.0/,
  );
  await says(owner, '!market rollback trivia');
  expect(text()).toMatch(/1\.0\.0 is enabled again/);
  await says(owner, '!market installed');
  expect(text()).toMatch(/\*\*trivia\*\*: 1\.0\.0 is enabled, 2\.0\.0 can be brought back/);
  await says(owner, '!fixdeps');
  expect(text()).toMatch(
    /\*\*karma\*\* needs the package \*\*left-pad\*\*: `npm install left-pad`[\s\S]*I bring none of it/,
  );
  await says(owner, '!market refresh');
  expect(text()).toMatch(/✅ The sample index, number 7/);
  await says(owner, '!myid');
  expect(text()).toMatch(/0123456789abcdef/);
  const noted = await audit.list({ limit: 50 });
  expect(JSON.stringify(noted)).toMatch(/command market enable/);
});
