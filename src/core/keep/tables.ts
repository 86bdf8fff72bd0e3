import type { Part } from '../../storage/index.ts';

export type KeepTables = { kept: { name: string; text: string } };

export const keepPart: Part = {
  part: 'keep',
  // The guard's mutes and bans; all other notes are about places and connections.
  columns: { kept: { nobody: ['name'], hooked: { text: 'guard' } } },
  migrations: [
    {
      name: '001-start',
      up: [`create table kept (name text not null primary key, text text not null)`],
    },
  ],
};
