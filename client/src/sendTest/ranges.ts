/**
 * Addresses that are not the public internet's, and in what words to say so.
 * https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry
 */

export interface AddressRange {
  readonly network: string;
  /** Bits of the network's part. */
  readonly prefix: number;
  /** Completes "The address … ". */
  readonly what: string;
}

const THIS_MACHINE = 'is this machine itself';
const PRIVATE = 'is in a private network';
const LINK_LOCAL = 'is of the local link, where cloud machines keep their credentials';
const SPECIAL = 'is reserved, and no host of the public internet';
const GROUP = 'is a group of machines, not one';
const EMBEDDED = 'hides an IPv4 address';

/** The ranges of IPv4 that no test send reaches. */
export const RANGES_V4: readonly AddressRange[] = [
  { network: '0.0.0.0', prefix: 8, what: THIS_MACHINE },
  { network: '10.0.0.0', prefix: 8, what: PRIVATE },
  { network: '100.64.0.0', prefix: 10, what: PRIVATE },
  { network: '127.0.0.0', prefix: 8, what: THIS_MACHINE },
  { network: '169.254.0.0', prefix: 16, what: LINK_LOCAL },
  { network: '172.16.0.0', prefix: 12, what: PRIVATE },
  { network: '192.0.0.0', prefix: 24, what: SPECIAL },
  { network: '192.0.2.0', prefix: 24, what: SPECIAL },
  { network: '192.88.99.0', prefix: 24, what: SPECIAL },
  { network: '192.168.0.0', prefix: 16, what: PRIVATE },
  { network: '198.18.0.0', prefix: 15, what: PRIVATE },
  { network: '198.51.100.0', prefix: 24, what: SPECIAL },
  { network: '203.0.113.0', prefix: 24, what: SPECIAL },
  { network: '224.0.0.0', prefix: 4, what: GROUP },
  { network: '240.0.0.0', prefix: 4, what: SPECIAL },
  // Azure's own services, which answer only its machines.
  { network: '168.63.129.16', prefix: 32, what: LINK_LOCAL },
];

/** What is none of these is refused too unless it is global unicast. */
export const RANGES_V6: readonly AddressRange[] = [
  { network: '::', prefix: 127, what: THIS_MACHINE },
  { network: '::ffff:0:0', prefix: 96, what: EMBEDDED },
  { network: '::', prefix: 96, what: EMBEDDED },
  { network: '64:ff9b::', prefix: 96, what: EMBEDDED },
  { network: '64:ff9b:1::', prefix: 48, what: EMBEDDED },
  { network: '2001::', prefix: 32, what: EMBEDDED },
  { network: '2002::', prefix: 16, what: EMBEDDED },
  { network: '2001::', prefix: 23, what: SPECIAL },
  { network: '2001:db8::', prefix: 32, what: SPECIAL },
  { network: '3fff::', prefix: 20, what: SPECIAL },
  { network: 'fc00::', prefix: 7, what: PRIVATE },
  { network: 'fe80::', prefix: 10, what: LINK_LOCAL },
  { network: 'fec0::', prefix: 10, what: PRIVATE },
  { network: 'ff00::', prefix: 8, what: GROUP },
];

/** Of IPv6, all that the public internet uses so far. */
export const GLOBAL_V6: AddressRange = { network: '2000::', prefix: 3, what: SPECIAL };
