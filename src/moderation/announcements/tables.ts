import type { Part } from '../../storage/index.ts';

export type AnnouncementTables = {
  announcements: {
    community: string;
    slug: string;
    title: string;
    body: string;
    author: string;
    author_name: string;
    created_at: number;
    changed_at: number;
    /** Null for a draft. */
    published_at: number | null;
    /** When it was first said in channels; null before. */
    pushed_at: number | null;
  };
};

export const announcementsPart: Part = {
  part: 'announcements',
  columns: {
    announcements: {
      nobody: [
        ...['community', 'slug', 'title', 'created_at', 'changed_at', 'published_at'],
        'pushed_at',
      ],
      stays: { body: 'what staff told everybody, until they take it back' },
    },
  },
  people: [{ table: 'announcements', column: 'author', onErase: 'pseudonym', name: 'author_name' }],
  places: [{ table: 'announcements', column: 'community', form: 'id' }],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table announcements (
          community text not null, slug text not null, title text not null, body text not null,
          author text not null, author_name text not null, created_at bigint not null,
          changed_at bigint not null, published_at bigint, pushed_at bigint,
          primary key (community, slug))`,
      ],
    },
  ],
};
