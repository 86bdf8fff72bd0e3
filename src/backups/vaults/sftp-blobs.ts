import { chmod, stat } from 'node:fs/promises';
import type { SFTPWrapper } from 'ssh2';
import type { Blobs } from './blobs.ts';
import { type SftpLink, type SftpOptions, openLink, targetOf } from './sftp-link.ts';
import { type SftpTarget, fullDisk, isMissing, noFolder, notDone } from './sftp-words.ts';

/** A folder on another machine, by SFTP. One connection, made when it is first needed. */
export function sftpBlobs(options: SftpOptions): Blobs {
  const target = targetOf(options.url);
  let link: Promise<SftpLink> | undefined;
  const open = (): Promise<SftpLink> => openLink(target, options);
  /** One that broke is made anew for what comes next. */
  const linked = (): Promise<SftpLink> => {
    link = link ? link.then((there) => (there.isOver() ? open() : there), open) : open();
    return link;
  };
  const doing = async <Value>(
    name: string,
    work: (folder: Remote) => Promise<Value>,
  ): Promise<Value> => {
    const { sftp, over } = await linked();
    return Promise.race([work({ sftp, target }), over]).catch((failure: unknown) => {
      throw notDone(target, name, failure);
    });
  };
  return {
    place: options.url,
    list: (below) => doing(below, (folder) => namesIn(folder, below)),
    put: (name, file) => doing(name, (folder) => put(folder, name, file)),
    get: (name, file) => doing(name, (folder) => get(folder, name, file)),
    remove: (name) => doing(name, (folder) => remove(folder, name)),
    async end() {
      const opened = await link?.catch(() => undefined);
      opened?.end();
      link = undefined;
    },
  };
}

interface Remote {
  readonly sftp: SFTPWrapper;
  readonly target: SftpTarget;
}

type Done<Value> = (failure: Error | null | undefined, value: Value) => void;

const asked = <Value = void>(call: (done: Done<Value>) => void): Promise<Value> =>
  new Promise((resolve, reject) => {
    call((failure, value) => (failure ? reject(failure) : resolve(value)));
  });

const pathOf = ({ root }: SftpTarget, name: string): string =>
  root === '/' ? `/${name}` : `${root}/${name}`;

async function namesIn({ sftp, target }: Remote, below: string): Promise<readonly string[]> {
  const path = below === '' ? target.root : pathOf(target, below.replace(/\/$/, ''));
  const list = await asked<readonly { readonly filename: string }[]>((done) =>
    sftp.readdir(path, done),
  ).catch(async (failure: unknown) => {
    if (!isMissing(failure)) throw failure;
    await checkRoot({ sftp, target });
    return [];
  });
  return list.map(({ filename }) => `${below}${filename}`);
}

async function checkRoot({ sftp, target }: Remote): Promise<void> {
  await asked((done) => sftp.stat(target.root, (failure) => done(failure))).catch(
    (failure: unknown) => {
      throw isMissing(failure) ? noFolder(target) : failure;
    },
  );
}

/** Under another name first: whoever looks finds the whole file, or none. */
async function put(remote: Remote, name: string, file: string): Promise<void> {
  const { sftp, target } = remote;
  const { size } = await stat(file);
  await makeFolderOf(remote, name);
  const path = pathOf(target, name);
  const part = `${path}.part`;
  await checkRoom(remote, size);
  try {
    await asked((done) => sftp.fastPut(file, part, { mode: 0o600 }, (failure) => done(failure)));
    await flush(sftp, part);
    await moveOver(sftp, part, path);
  } catch (failure) {
    const free = await freeBytes(remote);
    await asked((done) => sftp.unlink(part, (problem) => done(problem))).catch(() => undefined);
    throw free !== undefined && free < size ? fullDisk(target, size, free) : failure;
  }
}

async function makeFolderOf(remote: Remote, name: string): Promise<void> {
  const { sftp, target } = remote;
  await checkRoot(remote);
  const folders = name.split('/').slice(0, -1);
  for (const [at] of folders.entries()) {
    const path = pathOf(target, folders.slice(0, at + 1).join('/'));
    const isThere = await asked((done) => sftp.stat(path, (failure) => done(failure))).then(
      () => true,
      () => false,
    );
    if (!isThere)
      await asked((done) => sftp.mkdir(path, { mode: 0o700 }, (failure) => done(failure)));
  }
}

async function checkRoom(remote: Remote, size: number): Promise<void> {
  const free = await freeBytes(remote);
  if (free !== undefined && free < size) throw fullDisk(remote.target, size, free);
}

/** Bytes that this user may still write; undefined where the server does not tell. */
async function freeBytes({ sftp, target }: Remote): Promise<number | undefined> {
  try {
    const room = await asked<unknown>((done) => sftp.ext_openssh_statvfs(target.root, done));
    const [blocks, size] = ['f_bavail', 'f_frsize'].map((name) => numberAt(room, name));
    return blocks === undefined || size === undefined ? undefined : blocks * size;
  } catch {
    // Servers other than OpenSSH's do not know the question.
    return undefined;
  }
}

function numberAt(facts: unknown, name: string): number | undefined {
  const value: unknown = typeof facts === 'object' && facts ? Reflect.get(facts, name) : undefined;
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined;
}

/** Waits until it is on the disk there, where the server can say so. */
async function flush(sftp: SFTPWrapper, path: string): Promise<void> {
  const handle = await asked<Buffer>((done) => sftp.open(path, 'r+', done));
  try {
    await asked((done) => sftp.ext_openssh_fsync(handle, (failure) => done(failure)));
  } catch {
    // OpenSSH's server can; others keep their own counsel, and each fetch is checked by its hash anyway.
  } finally {
    await asked((done) => sftp.close(handle, (failure) => done(failure)));
  }
}

/** In one step where the server can; the plain rename of SFTP takes no name that is there already. */
async function moveOver(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  try {
    await asked((done) => sftp.ext_openssh_rename(from, to, (failure) => done(failure)));
  } catch (failure) {
    if (!(failure instanceof Error) || !/does not support/.test(failure.message)) throw failure;
    await asked((done) => sftp.unlink(to, (problem) => done(problem))).catch(() => undefined);
    await asked((done) => sftp.rename(from, to, (problem) => done(problem)));
  }
}

async function get({ sftp, target }: Remote, name: string, file: string): Promise<void> {
  await asked((done) => sftp.fastGet(pathOf(target, name), file, (failure) => done(failure)));
  await chmod(file, 0o600);
}

async function remove({ sftp, target }: Remote, name: string): Promise<void> {
  await asked((done) => sftp.unlink(pathOf(target, name), (failure) => done(failure))).catch(
    (failure: unknown) => {
      if (!isMissing(failure)) throw failure;
    },
  );
}
