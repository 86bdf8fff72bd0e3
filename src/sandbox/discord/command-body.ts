import { z } from 'zod';
import type { CommandOption } from './model.ts';

const chatName = z
  .string()
  .min(1)
  .max(32)
  .refine((name) => /^[-_'\p{L}\p{N}]+$/u.test(name) && name === name.toLowerCase(), {
    message: 'Command name is invalid',
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
  });
const localized = z.record(z.string(), z.string()).nullish();
const choice = z.object({
  name: z.string().min(1).max(100),
  name_localizations: localized,
  value: z.union([z.string().max(100), z.number()]),
});

const subcommandTypes = [1, 2];

const option: z.ZodType<CommandOption> = z
  .object({
    type: z.number().int().min(1).max(11),
    name: chatName,
    name_localizations: localized,
    description: z.string().min(1).max(100),
    description_localizations: localized,
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z.array(choice).max(25).optional(),
    get options() {
      return z.array(option).max(25).optional();
    },
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    min_length: z.number().int().min(0).max(6000).optional(),
    max_length: z.number().int().min(1).max(6000).optional(),
    channel_types: z.array(z.number().int()).optional(),
  })
  .superRefine((read, context) => {
    checkOrder(read.options, context);
    if (read.autocomplete === true && (read.choices?.length ?? 0) > 0)
      context.addIssue({
        code: 'custom',
        path: ['choices'],
        message: 'Choices cannot be used with autocomplete',
        params: { code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_WITH_AUTOCOMPLETE' },
      });
  });

interface Refinement {
  addIssue(issue: {
    code: 'custom';
    path: PropertyKey[];
    message: string;
    params: { code: string };
  }): void;
}

/** Required options come first, and no two share a name. */
function checkOrder(options: readonly CommandOption[] | undefined, context: Refinement): void {
  const seen = new Set<string>();
  let optionalSeen = false;
  options?.forEach((one, index) => {
    const isSubcommand = subcommandTypes.includes(one.type);
    if (optionalSeen && one.required === true)
      context.addIssue({
        code: 'custom',
        path: ['options', index],
        message: 'Required options must be placed before non-required options',
        params: { code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' },
      });
    if (seen.has(one.name))
      context.addIssue({
        code: 'custom',
        path: ['options', index, 'name'],
        message: 'Option name must be unique',
        params: { code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_USED' },
      });
    seen.add(one.name);
    optionalSeen ||= !isSubcommand && one.required !== true;
  });
}

const common = {
  id: z.string().optional(),
  name_localizations: localized,
  description_localizations: localized,
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  contexts: z.array(z.number().int().min(0).max(2)).nullish(),
  integration_types: z.array(z.number().int().min(0).max(1)).nullish(),
  nsfw: z.boolean().nullish(),
};

const chatCommand = z
  .object({
    ...common,
    type: z.literal(1).default(1),
    name: chatName,
    description: z.string().min(1).max(100),
    options: z.array(option).max(25).nullish(),
  })
  .superRefine((read, context) => checkOrder(read.options ?? undefined, context));

const contextCommand = z.object({
  ...common,
  type: z.union([z.literal(2), z.literal(3)]),
  name: z.string().min(1).max(32),
  description: z.literal('').nullish(),
  options: z.array(option).max(0).nullish(),
});

export const commandBody = z.union([chatCommand, contextCommand]);
export type CommandBody = z.output<typeof commandBody>;

export const commandList = z.array(commandBody).superRefine((commands, context) => {
  const seen = new Set<string>();
  commands.forEach(({ name, type }, index) => {
    const key = `${type} ${name}`;
    if (seen.has(key))
      context.addIssue({
        code: 'custom',
        path: [index],
        message: 'Application command names must be unique',
        params: { code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' },
      });
    seen.add(key);
  });
});
