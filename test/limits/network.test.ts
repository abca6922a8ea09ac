import t from 'tap'
import { networkOf } from '../../src/limits/network.ts'

t.test(
  'all addresses of one IPv6 line count as one; an IPv4 address, or anything else, as itself (S60)',
  async (t) => {
    for (const [address, network] of [
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
      ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
      ['2001:db8:1:3::9', '2001:db8:1:3::/64'],
      ['2001:db8::1', '2001:db8:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
      ['::ffff:192.0.2.1', '192.0.2.1'],
      ['192.0.2.1', '192.0.2.1'],
      ['lea.martin@courriel.example', 'lea.martin@courriel.example'],
      ['pay_0123456789abcdefghijAB', 'pay_0123456789abcdefghijAB'],
    ] as const)
      t.equal(networkOf(address), network, address)
  },
)
