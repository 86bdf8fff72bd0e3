import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { CastellanError } from '../base/errors.ts';
import * as sdk from '../sdk/index.ts';
import type { Module } from '../sdk/index.ts';
import type { Bundle } from './bundle.ts';
import { moduleIn } from './module-in.ts';

/** Runs an extension's script in this process and returns the module that it exports. */
export function runBundle({ code, fileName }: Bundle, entry: string): Module {
  const parameters = ['module', 'exports', 'require', 'castellanMeta'];
  const script = vm.compileFunction(code, parameters, { filename: fileName });
  const module: { exports: object } = { exports: {} };
  const meta = {
    ...{ url: pathToFileURL(entry).href, filename: entry, dirname: dirname(entry) },
  };
  Reflect.apply(script, undefined, [module, module.exports, requireFor(entry), meta]);
  return moduleIn(module.exports);
}

/** Packages come from where the extension lies; the SDK is the one of this program, whatever lies there. */
function requireFor(entry: string): (name: string) => unknown {
  const required: (name: string) => unknown = createRequire(entry);
  return (name) => {
    if (name === 'castellan/sdk') return sdk;
    if (name === 'castellan/testing')
      throw new CastellanError(
        'bad-input',
        '"castellan/testing" is for tests and not there when it runs',
      );
    return required(name);
  };
}
