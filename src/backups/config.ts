import { z } from 'zod';
import { Secret } from '../base/secret.ts';
import { compressions } from '../core/backups/backups.ts';

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'should be a time like 03:15 (UTC)');

const keep = z.strictObject({
  daily: z.int().min(0).max(1000).default(7),
  weekly: z.int().min(0).max(1000).default(4),
  monthly: z.int().min(0).max(1000).default(12),
  manual: z.int().min(0).max(1000).default(20),
  safety: z.int().min(1).max(1000).default(5),
});

const secret = z
  .string()
  .min(1)
  .transform((text) => new Secret(text))
  .optional();

/** A password in the address would stand in lists and alerts. */
const sftpUrl = z.url({ protocol: /^sftp$/ }).refine((url) => /^sftp:\/\/[^/@:]+@[^/]+/.test(url), {
  message: 'should be sftp://user@host/folder, without a password: that stands under "password"',
});

const fingerprint = z
  .string()
  .regex(/^SHA256:[\w+/]{43}=?$/, 'should be a fingerprint as "ssh-keygen -lf" shows it: SHA256:…');

const copy = z
  .strictObject({
    folder: z.string().min(1).optional().describe('Another folder, best on another disk.'),
    s3: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('S3-compatible storage: https://host/bucket, or https://host/bucket/prefix.'),
    region: z.string().min(1).default('us-east-1'),
    access_key: z.string().min(1).optional(),
    secret_key: secret.describe('Secret; best as ${VAR}.'),
    sftp: sftpUrl
      .optional()
      .describe('Another machine by SSH: sftp://user@host/folder; /~/folder is below the home.'),
    host_key: fingerprint
      .optional()
      .describe('The only host key that is trusted there. Without it nothing is sent.'),
    password: secret.describe('Secret; best as ${VAR}.'),
    private_key: secret.describe('The text of an SSH key; secret, best as ${VAR}.'),
    private_key_file: z.string().min(1).optional().describe('A file with an SSH key.'),
    passphrase: secret.describe('What the SSH key is locked with; secret, best as ${VAR}.'),
    incremental: z
      .boolean()
      .default(false)
      .describe('Keep only what changed since the backups before.'),
    keep: keep.optional().describe('How many of each kind are kept there, where it differs.'),
  })
  .refine(
    ({ folder, s3, sftp }) => [folder, s3, sftp].filter((one) => one !== undefined).length === 1,
    { message: 'needs one of "folder", "s3" and "sftp"' },
  )
  .refine(
    ({ s3, access_key, secret_key }) =>
      s3 === undefined || (access_key !== undefined && secret_key !== undefined),
    { message: 'needs "access_key" and "secret_key" with "s3"' },
  )
  .refine(
    ({ sftp, password, private_key, private_key_file }) =>
      sftp === undefined || [password, private_key, private_key_file].some(Boolean),
    { message: 'needs "password", "private_key" or "private_key_file" with "sftp"' },
  );

/** The section `backups` of castellan.yaml. */
export const backupsConfig = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .optional()
      .describe('Where backups lie; "backups" in the data folder where it is not given.'),
    compression: z.enum(compressions).default('zstd'),
    encrypt_to: z
      .array(
        z
          .string()
          .regex(/^age1[a-z0-9]{50,2500}$/, 'should be an age recipient, which begins with age1'),
      )
      .max(20)
      .default([])
      .describe('age recipients. Who has the identity of one of them can restore; nobody else.'),
    identity_file: z
      .string()
      .min(1)
      .optional()
      .describe('A file with age identities, needed only to restore and to try restores out.'),
    keep: keep.prefault({}).describe('How many of each kind are kept.'),
    max_total_mb: z
      .number()
      .positive()
      .optional()
      .describe(
        'How many megabytes all backups in the folder may have; then the oldest go, never the newest good one.',
      ),
    at: timeOfDay.default('03:15').describe('When backups are made, in UTC.'),
    schedule: z.boolean().default(true).describe('Make daily, weekly and monthly backups.'),
    drill: z
      .enum(['daily', 'weekly', 'monthly', 'never'])
      .default('weekly')
      .describe('How often a restore is tried out.'),
    copies: z.array(copy).max(10).prefault([]).describe('Where else each backup is kept.'),
  })
  .prefault({});

export type BackupsConfig = z.output<typeof backupsConfig>;
export type CopyConfig = BackupsConfig['copies'][number];
