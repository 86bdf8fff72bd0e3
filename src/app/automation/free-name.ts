import { type CommunityId, spaceId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Automation } from '../../core/automation.ts';
import type { CommandInfo, CommandList } from '../../core/commands/command-info.ts';
import { type LocalRules, localRules } from '../../core/commands/local-rules.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { AutomationDesk } from '../../automation/index.ts';

interface Asked {
  readonly community: CommunityId;
  /** The automation that is changed: it may keep its own name. */
  readonly number: number | undefined;
  readonly desk: Pick<AutomationDesk, 'list'>;
  readonly catalogue: Pick<CommandList, 'all'>;
  readonly settings: Settings;
}

/** A name that the program or the place has given already is not given again. */
export function nameIsFree({ on }: Automation, asked: Asked): Result<void> {
  if (on.kind !== 'command') return ok(undefined);
  const { catalogue, settings, community } = asked;
  const local = localRules(settings, { community, space: spaceId(community) });
  const taken = catalogue.all().find((command) => isCalled(command, on.name, local));
  if (taken) return refuse('command.name-taken', { name: on.name, command: taken.name });
  const twin = twinOf(on.name, asked);
  return twin ? refuse('automation.twin', { name: on.name, number: twin.number }) : ok(undefined);
}

/** By any of its names, or the first word of one: `automod` would stand in the way of `automod list`. */
function isCalled(command: CommandInfo, wanted: string, local: LocalRules): boolean {
  const names = [command.name, local.nameOf(command), ...command.aliases];
  return [...names, ...local.aliasesOf(command)].some(
    (name) => name === wanted || name.split(' ', 1)[0] === wanted,
  );
}

const twinOf = (name: string, { desk, community, number }: Asked) =>
  desk
    .list(community)
    .find(
      ({ automation: { on }, number: other }) =>
        other !== number && on.kind === 'command' && on.name === name,
    );
