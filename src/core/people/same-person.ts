import type { PeopleStore } from './store.ts';

/** Whether two identities are the same person's, as far as he has said so. */
export type SamePerson = (one: string, other: string) => Promise<boolean>;

export const samePersonBy =
  (store: Pick<PeopleStore, 'of'>): SamePerson =>
  async (one, other) =>
    one === other || (await store.of(one)).some(({ actor }) => actor === other);
