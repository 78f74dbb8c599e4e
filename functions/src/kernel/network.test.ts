import assert from 'node:assert/strict';

import { networkOf } from './network.ts';

describe('the network of an address', () => {
  const CASES: [address: string, network: string][] = [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['::1:ffff:192.0.2.1', '0:0:0:0::/64'],
    ['2001:db8:5:6::1', '2001:db8:5:6::/64'],
    ['2001:0DB8:0005:0006:ffff:ffff:ffff:ffff', '2001:db8:5:6::/64'],
    ['2001:db8:5::', '2001:db8:5:0::/64'],
    ['2001:db8::5:6:7:8:9', '2001:db8:0:5::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
    ['1:2', '1:2'],
  ];
  for (const [address, network] of CASES) {
    it(`of ${address || 'nothing'} is ${network || 'nothing'}`, () =>
      assert.equal(networkOf(address), network));
  }
});
