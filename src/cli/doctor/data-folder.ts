import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { consoleSocket } from '../../app/console-socket.ts';
import { messageOf } from '../../base/errors.ts';
import { type Verdict, bad, good, note } from '../checks/verdict.ts';

const mebibyte = 1024 * 1024;
const scarceBytes = 200 * mebibyte;
const fewBytes = 1024 * mebibyte;
/** What a Unix socket's name may have. */
const maxSocketBytes = 107;

/** Whether Castellan can live in this folder. */
export function folderVerdicts(data: string): readonly Verdict[] {
  if (!existsSync(data)) {
    const above = nearest(data);
    const problem = writeProblem(above);
    return problem === undefined
      ? [good('data', `${data} is not there yet; the start makes it`), diskVerdict(above)]
      : [
          bad(
            'data',
            `${data} is not there and cannot be made in ${above} (${problem})`,
            `Make it for the user that runs Castellan: mkdir -p ${data} && chown USER ${data}`,
          ),
        ];
  }
  if (!statSync(data).isDirectory())
    return [
      bad('data', `${data} is no folder`, 'Name a folder in "data", or move that file away.'),
    ];
  const problem = writeProblem(data);
  if (problem !== undefined)
    return [
      bad(
        'data',
        `nothing can be written in ${data} (${problem})`,
        `Give it to the user that runs Castellan: chown -R USER ${data}`,
      ),
    ];
  return [
    good('data', `${data} can be written`),
    privacyVerdict(data),
    diskVerdict(data),
    logsVerdict(data),
    ...socketVerdicts(data),
  ];
}

function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path));
}

/** Really writes, because rights alone do not tell: a disk can be full or read-only. */
function writeProblem(folder: string): string | undefined {
  const probe = join(folder, `.castellan-doctor-${process.pid}`);
  try {
    writeFileSync(probe, 'x', { flag: 'wx', mode: 0o600 });
    rmSync(probe);
    return undefined;
  } catch (failure) {
    return messageOf(failure);
  }
}

function privacyVerdict(data: string): Verdict {
  const open = [data, join(data, 'castellan.db')].filter(
    (path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0,
  );
  return open.length === 0
    ? good('privacy', 'only its user can look into the data folder')
    : note(
        'privacy',
        `other users of this machine can look into ${open.join(' and ')}`,
        `chmod go-rwx ${open.join(' ')}`,
      );
}

function diskVerdict(folder: string): Verdict {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const words = `${Math.floor(free / mebibyte)} MiB are free on its disk`;
  const remedy = 'Make room: a full disk stops the database.';
  if (free < scarceBytes) return bad('disk', words, remedy);
  return free < fewBytes ? note('disk', words, remedy) : good('disk', words);
}

function logsVerdict(data: string): Verdict {
  const folder = join(data, 'logs');
  if (!existsSync(folder)) return good('logs', `${folder} is not there yet; the start makes it`);
  if (!statSync(folder).isDirectory())
    return bad(
      'logs',
      `${folder} is no folder`,
      'Move that file away; the start makes the folder.',
    );
  const problem = writeProblem(folder);
  if (problem !== undefined)
    return bad(
      'logs',
      `nothing can be written in ${folder} (${problem})`,
      `Give it to the user that runs Castellan: chown -R USER ${folder}`,
    );
  const files = readdirSync(folder).map((name) => statSync(join(folder, name)));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return good('logs', `${files.length} files, ${Math.ceil(bytes / mebibyte)} MiB, in ${folder}`);
}

const socketVerdicts = (data: string): readonly Verdict[] =>
  Buffer.byteLength(consoleSocket(data)) > maxSocketBytes
    ? [
        bad(
          'console',
          `the path ${consoleSocket(data)} is too long for a socket`,
          'Use a data folder with a shorter path.',
        ),
      ]
    : [];
