import {
  type BackupType,
  type Compression,
  backupTypes,
  defineCommand,
  ok,
  optional,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { ageOf, sizeOf, telling, timeOf } from './words.ts';

/** What people may ask for; `safety` is made by restores alone. */
const askable = backupTypes.filter((type) => type !== 'safety');
const packings: Readonly<Record<string, Compression>> = {
  uncompressed: 'none',
  gzip: 'gzip',
  zstd: 'zstd',
};
const longestLabel = 100;

interface Wanted {
  readonly type: BackupType;
  readonly compression?: Compression;
  readonly label?: string;
}

/** Reads "weekly uncompressed before the move": a type and a packing in front, the rest is the label. */
export function wantedIn(text: string): Wanted {
  const words = text.split(/\s+/u).filter((one) => one !== '');
  let type: BackupType = 'manual';
  let compression: Compression | undefined;
  for (let first = words[0]?.toLowerCase(); first !== undefined; first = words[0]?.toLowerCase()) {
    const found = askable.find((one) => one === first);
    if (found) type = found;
    else if (Object.hasOwn(packings, first)) compression = packings[first];
    else break;
    words.shift();
  }
  const label = words.join(' ');
  return { type, ...(compression && { compression }), ...(label !== '' && { label }) };
}

export const create = defineCommand({
  name: 'backup create',
  aliases: ['backup'],
  category: 'operators',
  capability: 'backup.create',
  slow: true,
  args: { options: optional(rest({ example: 'weekly before the move' })) },
  needs: ['backups', 'clock'],
  async run({ args, caller, progress, backups, clock }) {
    const wanted = wantedIn(args.options ?? '');
    if ((wanted.label?.length ?? 0) > longestLabel)
      return refuse('backup.label-too-long', { most: longestLabel });
    const fromMs = clock.monotonic();
    const made = await backups.create({ ...wanted, author: caller.id, onStep: telling(progress) });
    return made.ok ? ok({ ...made.value, tookMs: clock.monotonic() - fromMs }) : made;
  },
  show: ({ id, bytes, plainBytes, encrypted, tookMs }, say) => ({
    tone: 'success',
    say: say('backup create.done', {
      ...{ id, size: sizeOf(bytes), plain: sizeOf(plainBytes) },
      ...{ encrypted: encrypted ? 'yes' : 'no', took: Math.max(1, Math.round(tookMs / 1000)) },
    }),
  }),
});

export const verify = defineCommand({
  name: 'backup verify',
  aliases: ['backup_verify'],
  category: 'operators',
  capability: 'backup.create',
  slow: true,
  args: { backup: word({ example: 'latest' }) },
  needs: ['backups'],
  run: ({ args, progress, backups }) => backups.verify(args.backup, telling(progress)),
  show: ({ id, proof }, say) => ({
    tone: proof.state === 'verified' ? 'success' : 'info',
    say: say('backup verify.done', { id, state: proof.state }),
  }),
});

export const drill = defineCommand({
  name: 'backup drill',
  category: 'operators',
  capability: 'backup.create',
  slow: true,
  args: { backup: optional(word({ example: 'latest' })) },
  needs: ['backups', 'clock'],
  async run({ args, progress, backups, clock }) {
    const tried = await backups.drill(args.backup, telling(progress));
    return tried.ok ? ok({ backup: tried.value, nowMs: clock.now() }) : tried;
  },
  show: ({ backup: { id, certificate, createdAtMs }, nowMs }, say) => ({
    tone: 'success',
    say: say('backup drill.done', {
      ...{ id, age: ageOf(createdAtMs, nowMs), tables: certificate?.tables ?? 0 },
      ...{ rows: certificate?.rows ?? 0, at: timeOf(certificate?.atMs ?? nowMs) },
    }),
  }),
});
