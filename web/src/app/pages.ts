import {
  IconActivity,
  IconCalendarClock,
  IconMasksTheater,
  IconPlugConnected,
} from '@tabler/icons-react';

/** What stands in the navigation. */
export const pages = [
  { page: 'playground', path: '/playground', name: 'Playground', Icon: IconMasksTheater },
  { page: 'live', path: '/live', name: 'Live', Icon: IconActivity },
  { page: 'connections', path: '/connections', name: 'Connections', Icon: IconPlugConnected },
  { page: 'jobs', path: '/jobs', name: 'Jobs', Icon: IconCalendarClock },
] as const;
