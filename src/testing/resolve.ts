/**
 * Loaded before the tests of an extension (`node --import`): leads `castellan/sdk` and `castellan/testing` to this very
 * program, wherever the extension lies.
 */
import { registerHooks } from 'node:module';

const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const doors = new Map([
  ['castellan/sdk', new URL(`../sdk/index${ending}`, import.meta.url).href],
  ['castellan/testing', new URL(`./index${ending}`, import.meta.url).href],
]);

registerHooks({
  resolve(specifier, context, next) {
    const url = doors.get(specifier);
    return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
  },
});
