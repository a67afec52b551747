import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Certificates of a server and of a client, by an authority that nobody else knows; all as PEM. */
export interface Certificates {
  authority: string;
  server: { cert: string; key: string };
  client: { cert: string; key: string };
}

/** Makes them for `localhost` and 127.0.0.1 (RFC 5280), good from an hour ago for a day. */
export function makeCertificates(): Certificates {
  const authority = keyPair();
  const issue = (subject: string, { publicKey, privateKey }: KeyPair, extensions: Buffer) => ({
    cert: pem('CERTIFICATE', certificate({ subject, publicKey, extensions, by: authority.privateKey })),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const names = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const forNames = der(0x30, extension(SUBJECT_ALT_NAME, names));
  const isAuthority = der(0x30, extension(BASIC_CONSTRAINTS, der(0x30, der(0x01, Buffer.from([0xff])))));
  return {
    authority: issue(AUTHORITY, authority, isAuthority).cert,
    server: issue('server', keyPair(), forNames),
    client: issue('client', keyPair(), forNames),
  };
}

type KeyPair = ReturnType<typeof keyPair>;

const AUTHORITY = 'authority';
const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';

interface Wanted {
  subject: string;
  publicKey: KeyObject;
  extensions: Buffer;
  by: KeyObject;
}

function certificate({ subject, publicKey, extensions, by }: Wanted): Buffer {
  const algorithm = der(0x30, oid(ECDSA_WITH_SHA256));
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([subject.length]));
  const validity = der(0x30, time(-3_600_000), time(86_400_000));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const parts = [version3, serial, algorithm, name(AUTHORITY), validity, name(subject), key, der(0xa3, extensions)];
  const body = der(0x30, ...parts);
  return der(0x30, body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, by)));
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const name = (text: string) => der(0x30, der(0x31, der(0x30, oid(COMMON_NAME), der(0x0c, Buffer.from(text)))));
const extension = (id: string, value: Buffer) => der(0x30, oid(id), der(0x01, Buffer.from([0xff])), der(0x04, value));

/** A moment so many milliseconds from now, as UTCTime. */
const time = (ms: number) =>
  der(0x17, Buffer.from(`${new Date(Date.now() + ms).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));

/** A value of ASN.1 in its distinguished encoding (X.690). */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  // The shortest form there is: servers written in Rust refuse any other.
  const head = length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
