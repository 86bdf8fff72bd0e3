import type { Part } from '../../storage/index.ts';

export type AiTables = {
  /** What was said of messages, where something followed or would have. */
  ai_verdicts: {
    id: string;
    community: string;
    /** Counts the verdicts of one community: what people call it. */
    number: number;
    said_at: number;
    actor: string;
    actor_name: string;
    /** JSON of the place, for what is done once somebody decides. */
    place: string;
    message: string | null;
    text: string;
    /** `local`, or the model's name. */
    source: string;
    action: string;
    rule: string;
    quote: string;
    /** From 0 to 1000. */
    confidence: number;
    reason: string;
    micros: number;
    took_ms: number;
    /** `watch`, `suggest`, `act`, `help`. */
    followed: string;
    /** The case that came of it. */
    case_number: number | null;
    /** `approved`, `changed`, `dismissed`; null while nobody has decided. */
    judged: string | null;
    judged_by: string | null;
    judged_at: number | null;
  };
  /** What people decided about texts: local scores learn from it, and evaluations are made on it. */
  ai_samples: {
    id: string;
    community: string;
    actor: string;
    text: string;
    /** `fine`, or the rule that it broke. */
    label: string;
    decided_at: number;
  };
};

export const aiPart: Part = {
  part: 'ai-moderation',
  columns: {
    ai_verdicts: {
      nobody: [
        ...['id', 'community', 'number', 'said_at', 'message', 'source', 'action', 'rule'],
        ...['confidence', 'micros', 'took_ms', 'followed', 'case_number', 'judged', 'judged_at'],
      ],
      stays: {
        place: 'Where it was said; the row goes with its author, and after days.',
        text: 'What others said may name anybody; all of it is gone after days.',
        quote: 'A part of the text; it goes with it, and after days.',
        reason: 'What a model made of the text; it goes with it, and after days.',
      },
    },
    ai_samples: {
      nobody: ['id', 'community', 'label', 'decided_at'],
      stays: {
        text: 'What others said may name anybody; it goes with its author, and after days.',
      },
    },
  },
  people: [
    { table: 'ai_verdicts', column: 'actor', onErase: 'remove', name: 'actor_name' },
    { table: 'ai_verdicts', column: 'judged_by', onErase: 'pseudonym' },
    { table: 'ai_samples', column: 'actor', onErase: 'remove' },
  ],
  places: [
    { table: 'ai_verdicts', column: 'community', form: 'id' },
    { table: 'ai_samples', column: 'community', form: 'id' },
  ],
  ages: [
    {
      ...{ table: 'ai_verdicts', column: 'said_at', setting: 'privacy.aiVerdictDays' },
      declares: {
        ...{ days: 30, min: 1, max: 365 },
        text: 'Days that verdicts of models are kept, with the messages that they are of.',
      },
    },
    {
      ...{ table: 'ai_samples', column: 'decided_at', setting: 'privacy.aiSampleDays' },
      declares: {
        ...{ days: 365, min: 30, max: 3650 },
        text: 'Days that decisions about messages are kept, from which the local score learns.',
      },
    },
  ],
  migrations: [
    {
      name: '001-start',
      up: [
        `create table ai_verdicts (
          id text not null primary key, community text not null, number bigint not null,
          said_at bigint not null, actor text not null, actor_name text not null,
          place text not null, message text, text text not null, source text not null,
          action text not null, rule text not null, quote text not null,
          confidence bigint not null, reason text not null, micros bigint not null,
          took_ms bigint not null, followed text not null, case_number bigint,
          judged text, judged_by text, judged_at bigint)`,
        `create unique index ai_verdicts_by_number on ai_verdicts (community, number)`,
        `create index ai_verdicts_by_actor on ai_verdicts (actor)`,
        `create table ai_samples (
          id text not null primary key, community text not null, actor text not null,
          text text not null, label text not null, decided_at bigint not null)`,
        `create index ai_samples_by_community on ai_samples (community, decided_at)`,
        `create index ai_samples_by_actor on ai_samples (actor)`,
      ],
    },
  ],
};
