import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDeviceDesktop,
  IconDevices,
  IconKey,
  IconLogout,
  IconUserCircle,
} from '@tabler/icons-react';
import { session } from '../data/api.ts';
import { useStore } from '../data/store.ts';
import { PasswordDialog } from '../sign-in/password-dialog.tsx';
import { SessionsDialog } from '../sign-in/sessions-dialog.tsx';
import { signOut } from './sign-out.ts';

/** What the owner can do about himself. */
export function AccountMenu() {
  const [password, passwordDialog] = useDisclosure(false);
  const [sessions, sessionsDialog] = useDisclosure(false);
  const who = useStore(session, (view) => view);
  const { setColorScheme } = useMantineColorScheme();
  const signedIn = who?.signedIn === true ? who : undefined;
  return (
    <>
      <Menu position="bottom-end" withArrow>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label="Account">
            <IconUserCircle size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            Owner · {signedIn?.product.name} {signedIn?.product.version}
          </Menu.Label>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={passwordDialog.open}>
            {signedIn?.hasPassword === true ? 'Change the password' : 'Set a password'}
          </Menu.Item>
          <Menu.Item leftSection={<IconDevices size={16} />} onClick={sessionsDialog.open}>
            Signed-in browsers
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDeviceDesktop size={16} />}
            onClick={() => setColorScheme('auto')}
          >
            Colours as the system has them
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={password} onClose={passwordDialog.close} />
      <SessionsDialog opened={sessions} onClose={sessionsDialog.close} />
    </>
  );
}
