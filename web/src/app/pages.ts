import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconArchive,
  IconCalendarClock,
  IconClipboardList,
  IconMasksTheater,
  IconPlugConnected,
  IconShieldHalf,
  IconTerminal2,
} from '@tabler/icons-react';

/** What stands in the navigation. */
export const pages = [
  { page: 'playground', path: '/playground', name: 'Playground', Icon: IconMasksTheater },
  { page: 'live', path: '/live', name: 'Live', Icon: IconActivity },
  { page: 'guard', path: '/guard', name: 'Guard', Icon: IconShieldHalf },
  { page: 'connections', path: '/connections', name: 'Connections', Icon: IconPlugConnected },
  { page: 'commands', path: '/commands', name: 'Commands', Icon: IconTerminal2 },
  { page: 'jobs', path: '/jobs', name: 'Jobs', Icon: IconCalendarClock },
  { page: 'backups', path: '/backups', name: 'Backups', Icon: IconArchive },
  { page: 'settings', path: '/settings', name: 'Settings', Icon: IconAdjustmentsHorizontal },
  { page: 'audit', path: '/audit', name: 'Audit', Icon: IconClipboardList },
] as const;
