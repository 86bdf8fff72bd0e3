import type { Asking, Permissions } from '../permissions/permissions.ts';
import { atLeast } from '../permissions/ranks.ts';
import type { CommandInfo } from './command-info.ts';

type Used = Pick<CommandInfo, 'category' | 'capability'>;

/**
 * Whether no limit holds for this use: those who run the place are not limited, and what ends a flood must work in
 * one, so operators' commands are not limited for those who may use them.
 */
export const isExempt = (command: Used, asking: Asking, permissions: Permissions): boolean =>
  atLeast(permissions.rankOf(asking), 'administrator') || isLever(command, asking, permissions);

const isLever = (
  { category, capability }: Used,
  asking: Asking,
  permissions: Permissions,
): boolean =>
  category === 'operators' &&
  capability !== undefined &&
  permissions.authorise(capability, asking).ok;
