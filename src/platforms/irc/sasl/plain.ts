import type { SaslRun } from './mechanism.ts';

/** RFC 4616, with the account as both identities: some services insist on it. */
export const plain = (account: string, password: string): SaslRun => ({
  answer: () => Buffer.from(`${account}\0${account}\0${password}`, 'utf8'),
  proven: true,
});
