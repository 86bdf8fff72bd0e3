// Writes a JSON file and dies before the step that it was told, as if the machine had lost its power.
import { systemClock } from '../../src/base/clock.ts';
import { systemRandom } from '../../src/base/random.ts';
import { type Disk, disk } from '../../src/core/files/disk.ts';
import { jsonFiles } from '../../src/core/files/json-files.ts';

const [path = '', dieAt = '0'] = process.argv.slice(2);
let step = 0;

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

const turn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  step += 1;
  return step === Number(dieAt) ? die() : work();
};

const dying: Disk = {
  ...disk,
  // Half of it is on the disk when it happens.
  write: (file, text) =>
    step + 1 === Number(dieAt)
      ? disk.write(file, text.slice(0, text.length / 2)).then(die)
      : turn(() => disk.write(file, text)),
  sync: (file) => turn(() => disk.sync(file)),
  rename: (from, to) => turn(() => disk.rename(from, to)),
  syncFolder: (folder) => turn(() => disk.syncFolder(folder)),
};

await jsonFiles({ disk: dying, clock: systemClock, random: systemRandom }).write(path, {
  state: 'new',
});
process.stdout.write(`done after ${step} steps`);
