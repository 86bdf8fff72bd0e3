import { parseConfig } from '../../app/config.ts';
import type { ConnectionConfig } from '../../app/config-schema.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Placing, type Plan, planFile, writePlan } from './config-file.ts';
import type { Draft } from './draft.ts';
import { keepSecrets, readSecrets, secretsPath } from './secrets-file.ts';

/** A connection that is ready to be written, and as the program will see it. */
export interface Settled {
  readonly draft: Draft;
  readonly plan: Plan;
  readonly connection: ConnectionConfig;
}

/** Puts a draft into the file's text and checks the whole as the start will. Throws ConfigError. */
export function settle(path: string, draft: Draft, placing: Placing): Settled {
  const plan = planFile(path, draft, placing);
  const secrets = Object.fromEntries(draft.secrets.map(({ name, value }) => [name, value]));
  const environment = { ...readSecrets(secretsPath(path)), ...process.env, ...secrets };
  const config = parseConfig(plan.text, environment, `${plan.path} (not written)`);
  const connection = config.connections.find(({ id }) => id === draft.entry.id);
  if (connection === undefined)
    throw new CastellanError(
      'bad-config',
      'The environment (CASTELLAN_CONNECTIONS…) replaces the connections of the file. Unset it first.',
    );
  return { draft, plan, connection };
}

/** The secrets first: a configuration must not name what is not there. */
export function write({ plan, draft }: Settled): void {
  keepSecrets(secretsPath(plan.path), draft.secrets);
  writePlan(plan);
}

/** What to tell somebody after it was written. */
export function nextSteps({ plan, draft }: Settled): readonly string[] {
  const named = plan.placing === 'beside' ? ` --config ${plan.path}` : '';
  return [
    `${plan.placing === 'add' ? 'Added to' : 'Written:'} ${plan.path}`,
    ...(draft.secrets.length > 0
      ? [
          `Secrets (${draft.secrets.map(({ name }) => name).join(', ')}) are in ${secretsPath(plan.path)}, which only you can read.`,
        ]
      : []),
    `Next: castellan start${named}   (in a checkout: npx castellan start${named})`,
  ];
}
