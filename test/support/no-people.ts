import { refuse } from '../../src/base/result.ts';
import type { PeopleDesk } from '../../src/core/people/people.ts';

const unknown = () => Promise.resolve(refuse('people.unknown'));

/** Nobody is known. */
export const noPeople: PeopleDesk = {
  ...{ person: unknown, preview: unknown, act: unknown, lift: unknown },
  search: () => Promise.resolve([]),
  links: {
    begin: () => refuse('people.unidentified'),
    offered: () => refuse('people.no-code'),
    confirm: () => Promise.resolve(refuse('people.no-code')),
    unlink: () => Promise.resolve(false),
    of: () => Promise.resolve([]),
  },
};
