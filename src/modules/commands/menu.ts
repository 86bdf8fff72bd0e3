import {
  type MenuState,
  type Say,
  type Synced,
  defineCommand,
  formatDuration,
  ok,
} from '../../sdk/index.ts';

const barLength = 20;
/** More names than this nobody reads. */
const mostNames = 30;

interface Shown extends MenuState {
  readonly nowMs: number;
}

export const slashlimit = defineCommand({
  name: 'slashlimit',
  aliases: ['slash_limit', 'slashlimits'],
  category: 'basics',
  args: {},
  needs: ['slashMenu', 'clock'],
  run: ({ slashMenu, clock }) => ok<Shown>({ ...slashMenu.state(), nowMs: clock.now() }),
  show(state, say, { prefix }) {
    const { native, left, limits, fullness, pinned } = state;
    const tone = ({ fine: 'success', near: 'warning', full: 'error' } as const)[fullness];
    return {
      tone: left.length === 0 && fullness === 'full' ? 'warning' : tone,
      title: say('slashlimit.title'),
      lines: [
        `\`${barOf(native.length, limits.limit)}\` **${native.length}** / ${limits.limit}`,
        say(`slashlimit.${fullness}`, { ...limits }),
        say('slashlimit.pinned', { names: pinned.join(', ') }),
        ...(left.length === 0 ? [] : [leftWords(state, say, prefix)]),
      ],
    };
  },
});

const barOf = (used: number, limit: number): string => {
  const full = Math.min(barLength, Math.round((used / limit) * barLength));
  return '█'.repeat(full) + '░'.repeat(barLength - full);
};

function leftWords({ left, leftSinceMs, nowMs }: Shown, say: Say, prefix: string): string {
  const names = left.slice(0, mostNames).map((name) => {
    const since = leftSinceMs.get(name) ?? nowMs;
    return `${prefix}${name} (${formatDuration(Math.max(0, nowMs - since))})`;
  });
  const more = left.length - names.length;
  const all = say('slashlimit.left', { count: left.length, names: names.join(', ') });
  return more === 0 ? all : `${all} ${say('slashlimit.more', { more })}`;
}

export const sync = defineCommand({
  name: 'sync',
  category: 'operators',
  capability: 'commands.sync',
  args: {},
  needs: ['slashMenu'],
  run: async ({ slashMenu }) => ok(await slashMenu.sync()),
  show(synced, say) {
    if (synced.length === 0) return { tone: 'info', say: say('sync.nobody') };
    const failed = synced.some(({ outcome }) => outcome === 'failed');
    return { tone: failed ? 'error' : 'success', lines: synced.map((one) => lineOf(one, say)) };
  },
});

const lineOf = ({ connection, outcome, commands }: Synced, say: Say): string =>
  say(`sync.${outcome}`, { connection, commands });
