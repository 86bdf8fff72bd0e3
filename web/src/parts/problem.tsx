import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** What went wrong, and what to do, where it happened. */
export function Problem({ words }: { words: string }) {
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      mt="sm"
      p="xs"
      icon={<IconAlertTriangle size={18} aria-hidden="true" />}
    >
      {words}
    </Alert>
  );
}
