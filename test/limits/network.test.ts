import t from 'tap'
import { networksOf } from '../../src/limits/network.ts'

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
      t.equal(networksOf(address)[0]!.name, network, address)
  },
)

t.test('a line with a /56 or a /48 is counted as a whole too, with more room (S69)', async (t) => {
  t.strictSame(networksOf('2001:db8:1:2a3b::9'), [
    { name: '2001:db8:1:2a3b::/64', times: 1 },
    { name: '2001:db8:1:2a00::/56', times: 2 },
    { name: '2001:db8:1::/48', times: 4 },
  ])
  t.strictSame(networksOf('192.0.2.1'), [{ name: '192.0.2.1', times: 1 }])
})
