import { CastellanError } from '../base/errors.ts';
import { type Module, defineModule } from '../sdk/index.ts';

/** The default export, or the only one that is a module. */
export function moduleIn(exported: object): Module {
  const all = Object.values(exported).filter(isModule);
  const preferred: unknown = Reflect.get(exported, 'default');
  const [first, second] = isModule(preferred) ? [preferred] : [...new Set(all)];
  if (first && !second) return defineModule(first);
  throw new CastellanError(
    'bad-input',
    second
      ? `It exports several modules (${first?.name ?? ''}, ${second.name}): export one, or make one the default.`
      : 'It exports no module: export what defineModule({ … }) returns.',
  );
}

const isModule = (value: unknown): value is Module =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'version' in value &&
  typeof value.version === 'string';
