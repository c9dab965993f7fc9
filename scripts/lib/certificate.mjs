// A self-signed certificate for a test's own https server, written in DER by hand: Node signs, but makes no certificates.
import { generateKeyPairSync, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

const element = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts) => element(0x30, ...parts);
const oid = (...bytes) => element(0x06, Buffer.from(bytes));
const time = (date) => element(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const pem = (label, der) => {
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)
    .join('\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
};

/** A key and a certificate for host names and IPv4 addresses, valid for a day around now. */
export function selfSigned(hosts) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(element(0x31, sequence(oid(0x55, 0x04, 0x03), element(0x0c, Buffer.from('test')))));
  const day = 86_400_000;
  const validity = sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day)));
  const alternatives = hosts.map((host) =>
    isIPv4(host) ? element(0x87, Buffer.from(host.split('.').map(Number))) : element(0x82, Buffer.from(host)),
  );
  const isAuthority = sequence(oid(0x55, 0x1d, 0x13), element(0x04, sequence(element(0x01, Buffer.from([0xff])))));
  const extensions = sequence(isAuthority, sequence(oid(0x55, 0x1d, 0x11), element(0x04, sequence(...alternatives))));
  const unsigned = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, extensions),
  );
  const signature = element(0x03, Buffer.from([0]), sign('sha256', unsigned, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: pem('CERTIFICATE', sequence(unsigned, ECDSA_WITH_SHA256, signature)),
  };
}
