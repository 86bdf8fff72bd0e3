import type { Part } from '../../src/storage/index.ts';

/** What jobs of tests have done, by which process. */
export type EffectTables = { effects: { job: string; turn_at: number; process: number } };

export const effectsPart: Part = {
  part: 'effects',
  migrations: [
    {
      name: '001',
      up: ['create table effects (job text not null, turn_at bigint not null, process bigint)'],
    },
  ],
};
