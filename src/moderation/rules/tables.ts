import type { Part } from '../../storage/index.ts';

export type RuleTables = {
  automod_rules: {
    community: string;
    number: number;
    /** Rules are asked in this order. */
    position: number;
    name: string;
    mode: string;
    /** As English has it. */
    sentence: string;
  };
  automod_revisions: {
    community: string;
    /** Counts the changes of one community. */
    seq: number;
    number: number;
    /** JSON of the rule; null where it came to be, or is gone. */
    before: string | null;
    after: string | null;
    changed_by: string;
    via: string;
    changed_at: number;
  };
  /** What was said, where a community wants rules to be tried on it. */
  automod_messages: {
    id: string;
    space: string;
    community: string;
    said_at: number;
    actor: string;
    actor_name: string;
    channel: string;
    channel_name: string;
    text: string;
    /** JSON of what rules may look at besides. */
    details: string;
  };
};

export const rulesPart: Part = {
  part: 'automod',
  columns: {
    automod_rules: { nobody: ['community', 'number', 'position', 'name', 'mode', 'sentence'] },
    automod_revisions: {
      nobody: ['community', 'seq', 'number', 'before', 'after', 'via', 'changed_at'],
    },
    automod_messages: {
      nobody: ['id', 'space', 'community', 'said_at', 'channel', 'channel_name', 'details'],
      stays: { text: 'What others said may name anybody; all of it is gone after days.' },
    },
  },
  people: [
    { table: 'automod_revisions', column: 'changed_by', onErase: 'pseudonym' },
    { table: 'automod_messages', column: 'actor', onErase: 'remove', name: 'actor_name' },
  ],
  places: [
    { table: 'automod_rules', column: 'community', form: 'id' },
    { table: 'automod_revisions', column: 'community', form: 'id' },
    { table: 'automod_messages', column: 'space', form: 'id' },
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table automod_rules (
          community text not null, number bigint not null, position bigint not null,
          name text not null, mode text not null, sentence text not null,
          primary key (community, number))`,
        `create table automod_revisions (
          community text not null, seq bigint not null, number bigint not null,
          before text, after text, changed_by text not null, via text not null,
          changed_at bigint not null, primary key (community, seq))`,
        `create table automod_messages (
          id text not null primary key, space text not null, community text not null,
          said_at bigint not null, actor text not null, actor_name text not null,
          channel text not null, channel_name text not null, text text not null,
          details text not null)`,
        `create index automod_messages_by_time on automod_messages (community, said_at)`,
        `create index automod_messages_by_actor on automod_messages (actor)`,
      ],
    },
  ],
};
