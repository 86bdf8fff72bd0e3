import { expect, test } from 'vitest';
import { scramSha256 } from './scram.ts';

const nonce = 'rOprNGfwEbeRWgbNEkqO';
const serverFirst = `r=${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const serverFinal = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

const begin = () => scramSha256({ account: 'user', password: 'pencil', nonce });
const text = async (answer: Promise<Buffer> | Buffer) => (await answer).toString();

test('speaks the example of RFC 7677 to the letter', async () => {
  const run = begin();
  expect(await text(run.answer(Buffer.alloc(0)))).toBe(`n,,n=user,r=${nonce}`);
  expect(await text(run.answer(Buffer.from(serverFirst)))).toBe(
    `c=biws,r=${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
  );
  expect(run.proven).toBe(false);
  expect(await text(run.answer(Buffer.from(serverFinal)))).toBe('');
  expect(run.proven).toBe(true);
});

test.each([
  ['another nonce', 'r=somethingelse,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096', /nonce/],
  ['our nonce alone', `r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`, /nonce/],
  ['no salt', `r=${nonce}x,i=4096`, /salt/],
  ['too few iterations', `r=${nonce}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1`, /1 iterations/],
  ['iterations to choke on', `r=${nonce}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999`, /iterations/],
  ['no number of iterations', `r=${nonce}x,s=W22ZaJ0SNY7soEsUEjb6gQ==`, /iterations/],
  ['an error', 'e=unknown-user', /nonce/],
])('stops at a server that sends %s', async (_what, first, words) => {
  const run = begin();
  await run.answer(Buffer.alloc(0));
  await expect(run.answer(Buffer.from(first))).rejects.toThrow(words);
});

test.each(['v=AAAA', 'v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=', 'e=other-error', ''])(
  'stops at the proof %s',
  async (proof) => {
    const run = begin();
    await run.answer(Buffer.alloc(0));
    await run.answer(Buffer.from(serverFirst));
    expect(() => run.answer(Buffer.from(proof))).toThrow(/could not prove/);
    expect(run.proven).toBe(false);
  },
);

test('a comma or an equals sign in the account does not break the message', async () => {
  const run = scramSha256({ account: 'a,b=c', password: 'x', nonce });
  expect(await text(run.answer(Buffer.alloc(0)))).toBe(`n,,n=a=2Cb=3Dc,r=${nonce}`);
});
