import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconArchive,
  IconBolt,
  IconBrain,
  IconBuildingStore,
  IconCalendarClock,
  IconClipboardList,
  IconEyeCheck,
  IconGavel,
  IconHeartbeat,
  IconLayoutDashboard,
  IconListCheck,
  IconMasksTheater,
  IconNotebook,
  IconPlugConnected,
  IconPuzzle,
  IconScale,
  IconShieldHalf,
  IconTerminal2,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';

/** What stands in the navigation: a page is one line in the group that people would look in. */
export const pageGroups = [
  {
    group: 'Watch',
    pages: [
      { page: 'overview', path: '/overview', name: 'Overview', Icon: IconLayoutDashboard },
      { page: 'playground', path: '/playground', name: 'Playground', Icon: IconMasksTheater },
      { page: 'live', path: '/live', name: 'Live', Icon: IconActivity },
      { page: 'health', path: '/health', name: 'Health', Icon: IconHeartbeat },
    ],
  },
  {
    group: 'Protect',
    pages: [
      { page: 'guard', path: '/guard', name: 'Guard', Icon: IconShieldHalf },
      { page: 'review', path: '/review', name: 'Review', Icon: IconEyeCheck },
      { page: 'people', path: '/people', name: 'People', Icon: IconUsers },
      { page: 'cases', path: '/cases', name: 'Cases', Icon: IconGavel },
      { page: 'event-log', path: '/event-log', name: 'Event log', Icon: IconNotebook },
      { page: 'appeals', path: '/appeals', name: 'Appeals', Icon: IconScale },
      { page: 'incidents', path: '/incidents', name: 'Incidents', Icon: IconAlertTriangle },
      { page: 'rules', path: '/rules', name: 'Rules', Icon: IconListCheck },
      { page: 'ai', path: '/ai', name: 'AI board', Icon: IconBrain },
    ],
  },
  {
    group: 'Run',
    pages: [
      { page: 'automations', path: '/automations', name: 'Automations', Icon: IconBolt },
      { page: 'connections', path: '/connections', name: 'Connections', Icon: IconPlugConnected },
      { page: 'jobs', path: '/jobs', name: 'Jobs', Icon: IconCalendarClock },
      { page: 'backups', path: '/backups', name: 'Backups', Icon: IconArchive },
    ],
  },
  {
    group: 'Extend',
    pages: [
      { page: 'extensions', path: '/extensions', name: 'Extensions', Icon: IconPuzzle },
      { page: 'market', path: '/market', name: 'Market', Icon: IconBuildingStore },
      { page: 'hooks', path: '/hooks', name: 'Hooks', Icon: IconWebhook },
    ],
  },
  {
    group: 'Decide',
    pages: [
      { page: 'commands', path: '/commands', name: 'Commands', Icon: IconTerminal2 },
      { page: 'settings', path: '/settings', name: 'Settings', Icon: IconAdjustmentsHorizontal },
      { page: 'audit', path: '/audit', name: 'Audit', Icon: IconClipboardList },
    ],
  },
] as const;

type PageGroup = (typeof pageGroups)[number];
export type NamedPage = PageGroup['pages'][number];

export const pages: readonly NamedPage[] = pageGroups.flatMap((group): readonly NamedPage[] => [
  ...group.pages,
]);
