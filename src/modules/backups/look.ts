import { choice, defineCommand, integer, ok, optional, word } from '../../sdk/index.ts';
import { ageOf, lineOf, sizeOf, timeOf } from './words.ts';

const onPage = 8;

export const list = defineCommand({
  name: 'backup list',
  aliases: ['backups'],
  category: 'operators',
  capability: 'backup.view',
  args: { page: optional(integer({ min: 1, max: 1000 })) },
  needs: ['backups', 'clock'],
  async run({ args, backups, clock }) {
    const all = await backups.list();
    const pages = Math.max(1, Math.ceil(all.length / onPage));
    const page = Math.min(args.page ?? 1, pages);
    const shown = all.slice((page - 1) * onPage, page * onPage);
    return ok({ shown, page, pages, count: all.length, nowMs: clock.now() });
  },
  show: ({ shown, page, pages, count, nowMs }, say) => ({
    tone: 'info',
    title: say('backup list.title', { count, page, pages }),
    lines:
      count === 0 ? [say('backup list.empty')] : shown.map((backup) => lineOf(say, backup, nowMs)),
  }),
});

export const view = defineCommand({
  name: 'backup view',
  category: 'operators',
  capability: 'backup.view',
  args: { backup: word({ example: 'latest' }) },
  needs: ['backups', 'clock'],
  async run({ args, backups, clock }) {
    const found = await backups.find(args.backup);
    return found.ok ? ok({ backup: found.value, nowMs: clock.now() }) : found;
  },
  show({ backup, nowMs }, say) {
    const { proof, certificate, copies, label, note, tables } = backup;
    const rows = Object.values(tables).reduce((sum, one) => sum + one, 0);
    return {
      tone: proof.state === 'damaged' ? 'error' : 'info',
      title: backup.id,
      lines: [
        say('backup view.made', {
          ...{ at: timeOf(backup.createdAtMs), age: ageOf(backup.createdAtMs, nowMs) },
          ...{ author: backup.author, product: backup.product },
        }),
        say('backup view.size', {
          ...{ size: sizeOf(backup.bytes), plain: sizeOf(backup.plainBytes) },
          ...{ compression: backup.compression, encrypted: backup.encrypted ? 'yes' : 'no' },
        }),
        say('backup view.holds', {
          engine: backup.engine,
          tables: Object.keys(tables).length,
          rows,
        }),
        say('backup view.proof', {
          ...{ state: proof.state, at: timeOf(proof.atMs) },
          damage: proof.state === 'damaged' ? proof.damage : 'none',
        }),
        certificate
          ? say('backup view.proven', { at: timeOf(certificate.atMs), rows: certificate.rows })
          : say('backup view.unproven'),
        say('backup view.hash', { hash: backup.sha256 }),
        ...(copies === undefined ? [] : [say('backup view.copies', { places: copies.join(', ') })]),
        ...(backup.pinned ? [say('backup view.pinned')] : []),
        ...(label === undefined ? [] : [say('backup view.label', { label })]),
        ...(note === undefined ? [] : [say('backup view.note', { note })]),
      ],
    };
  },
});

export const stats = defineCommand({
  name: 'backup stats',
  aliases: ['backup_stats'],
  category: 'operators',
  capability: 'backup.view',
  args: {},
  needs: ['backups', 'clock'],
  run: async ({ backups, clock }) => ok({ ...(await backups.stats()), nowMs: clock.now() }),
  show: ({ count, bytes, plainBytes, nowMs, ...found }, say) => ({
    tone: found.strays.length > 0 ? 'warning' : 'info',
    title: say('backup stats.title'),
    lines: [
      say('backup stats.sums', { count, size: sizeOf(bytes), plain: sizeOf(plainBytes) }),
      ...(found.newestMs === undefined || found.oldestMs === undefined
        ? []
        : [
            say('backup stats.ages', {
              newest: ageOf(found.newestMs, nowMs),
              oldest: ageOf(found.oldestMs, nowMs),
            }),
          ]),
      ...found.byType.map(({ type, count: own, bytes: size, keep }) =>
        say('backup stats.type', { type, count: own, size: sizeOf(size), keep }),
      ),
      found.lastProven
        ? say('backup stats.proven', {
            id: found.lastProven.id,
            age: ageOf(found.lastProven.certificate.atMs, nowMs),
          })
        : say('backup stats.unproven'),
      say('backup stats.free', { free: sizeOf(found.freeBytes) }),
      ...(found.strays.length === 0
        ? []
        : [say('backup stats.strays', { strays: found.strays.slice(0, 5).join(', ') })]),
    ],
  }),
});

export const cleanup = defineCommand({
  name: 'backup cleanup',
  aliases: ['backup_cleanup'],
  category: 'operators',
  capability: 'backup.delete',
  args: { mode: optional(choice(['dry-run'])) },
  needs: ['backups'],
  async run({ args, backups }) {
    const dry = args.mode !== undefined;
    const plan = await (dry ? backups.planCleanup() : backups.cleanup());
    return ok({ ...plan, dry });
  },
  show: ({ remove, keep, freedBytes, dry }, say) => ({
    tone: 'success',
    say: say('backup cleanup.done', {
      ...{ count: remove.length, keep, freed: sizeOf(freedBytes), dry: dry ? 'yes' : 'no' },
    }),
    lines: remove.slice(0, onPage).map(({ backup }) => `\`${backup.id}\``),
  }),
});

export const exportFile = defineCommand({
  name: 'backup export',
  category: 'operators',
  capability: 'backup.view',
  private: true,
  args: { backup: word({ example: 'latest' }) },
  needs: ['backups'],
  async run({ args, backups }) {
    const found = await backups.find(args.backup);
    if (!found.ok) return found;
    const place = await backups.placeOf(found.value.id);
    return place.ok ? ok({ id: found.value.id, file: place.value }) : place;
  },
  show: ({ id, file }, say) => ({ tone: 'info', say: say('backup export.done', { id, file }) }),
});
