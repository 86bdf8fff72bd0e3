/**
 * A process that the kill tests end at a random moment: `node killed-database.ts write|migrate <database>`.
 * `write` keeps numbered notes through a store and says each number once it is kept; `migrate` brings it up to date.
 */
import { parts } from '../../src/app/database.ts';
import { keepStore } from '../../src/core/keep/store.ts';
import { migrate, openDatabase } from '../../src/storage/index.ts';

const [what = '', url = '', from = '0'] = process.argv.slice(2);
const database = await openDatabase(url);
process.stdout.write('go\n');
if (what === 'migrate') {
  await migrate(database, parts, 1);
  process.stdout.write('done\n');
} else {
  const keep = keepStore(database);
  for (let number = Number(from); ; number += 1) {
    await keep.put(`note ${number}`, 'x'.repeat(number % 3000));
    process.stdout.write(`${number}\n`);
  }
}
await database.close();
