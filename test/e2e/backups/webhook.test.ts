import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli, folderWith, started } from '../../support/cli.ts';

/** A receiver that is down for the first post. */
async function receiver() {
  const posts: { content: string; alert: { subject: string; tone: string } }[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked += 1;
      if (asked > 1) posts.push(JSON.parse(body) as (typeof posts)[number]);
      response.writeHead(asked > 1 ? 204 : 503).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { posts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/s3cret-path` };
}

test(
  'a scheduled backup that fails is posted to the webhook, once it is up, and its address shows nowhere',
  { timeout: 120_000 },
  async () => {
    const { posts, url } = await receiver();
    const cwd = folderWith({
      'castellan.yaml': [
        'alerts: { webhook: "${HOOK}", webhook_private: true }',
        'backups: { folder: ./a-file/backups }',
      ].join('\n'),
    });
    writeFileSync(join(cwd, 'a-file'), 'no folder');
    const bot = await started(['--sandbox'], { cwd, environment: { HOOK: url } });
    const environment = { HOOK: url };
    const asked = await cli(['console'], { cwd, environment, input: 'jobs run backup:daily\n' });
    expect(asked.stdout).not.toContain('s3cret');

    await expect.poll(() => posts.length, { timeout: 60_000, interval: 200 }).toBe(1);
    expect(posts[0]?.alert).toMatchObject({ subject: 'backup:daily', tone: 'error' });
    expect(posts[0]?.content).toMatch(/^🛑 .*backup/i);
    await bot.end('SIGTERM');
    expect(bot.stdout() + bot.stderr()).not.toContain('s3cret');
  },
);
