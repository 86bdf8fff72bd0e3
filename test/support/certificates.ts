import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  /** Where the certificate lies, for `tls.ca`. */
  readonly certFile: string;
  /** For `tls.fingerprint`. */
  readonly fingerprint: string;
}

export interface TestCertificates {
  make(options?: { name?: string; expired?: boolean }): TestCertificate;
  remove(): void;
}

/** Makes self-signed certificates with OpenSSL in a folder of their own. */
export function testCertificates(): TestCertificates {
  const dir = mkdtempSync(join(tmpdir(), 'castellan-tls-'));
  let count = 0;
  return {
    make({ name = 'localhost', expired = false } = {}) {
      count += 1;
      const certFile = join(dir, `cert${count}.pem`);
      const keyFile = join(dir, `key${count}.pem`);
      const requestFile = join(dir, `request${count}.pem`);
      const extensions = join(dir, `extensions${count}.cnf`);
      writeFileSync(extensions, `subjectAltName=DNS:${name}\n`);
      const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
      openssl(
        'req',
        '-new',
        ...curve,
        '-subj',
        `/CN=${name}`,
        '-keyout',
        keyFile,
        '-out',
        requestFile,
      );
      const signed = ['-req', '-in', requestFile, '-signkey', keyFile, '-extfile', extensions];
      openssl('x509', ...signed, '-days', expired ? '-1' : '30', '-out', certFile);
      const cert = readFileSync(certFile, 'utf8');
      const digest = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
      return {
        cert,
        key: readFileSync(keyFile, 'utf8'),
        certFile,
        fingerprint: `sha256:${digest}`,
      };
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
