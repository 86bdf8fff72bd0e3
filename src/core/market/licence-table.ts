import { column, defineTable } from '../tables/table.ts';

/** Who accepted the terms of the market. */
export const marketLicences = defineTable({
  name: 'licences',
  columns: {
    person: column.text({ person: 'remove' }),
    acceptedAtMs: column.integer(),
  },
  key: ['person'],
});
