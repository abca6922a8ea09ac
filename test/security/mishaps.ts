/** Asks many odd things at once of one app, and lists those that went wrong. */
import type { Test } from 'tap'
import type { World } from '../fixtures/app.ts'
import { forgetCounts } from './rows.ts'

export const nasty = ['\0', 'a\0b', '\u202E', "'; drop table users; --", '%zz', '\r\n', '😀'.repeat(100)]
export const nastyBodies = [
  'amount=1&amount=2',
  'a[]=1&a[]=2',
  '__proto__=1',
  '__proto__[admin]=1',
  'constructor=1&prototype=2&toString=3&hasOwnProperty=4',
  '%00=%00',
  '%zz=%zz&%ff=%ff',
  'amount=%ED%A0%80',
  '=&=&=',
  '&&&&',
  'x'.repeat(60_000),
  `${'x=1&'.repeat(10_000)}`,
  Array.from({ length: 500 }, (_, n) => `f${n}=1`).join('&'),
  Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x3d, 0xc3, 0x28]),
  '{"amount":1}',
  '',
]
export const nastyCursors = [
  '2026-13-45 01:02:03+00|pay_aaaaaaaaaaaaaaaaaaaaaa',
  '0000-00-00 00:00:00+00|pay_aaaaaaaaaaaaaaaaaaaaaa',
  '2026-01-01 25:61:61+99|pay_aaaaaaaaaaaaaaaaaaaaaa',
  '2026-01-01|x',
  '|',
  '\0|\0',
  "2026-01-01 00:00:00+00|' or 1=1",
]

export type Asked = readonly [name: string, ask: () => Promise<{ statusCode: number }>]

/** Fails with the name of every request answered from 500 on, or thrown out of the app, which ends a process. */
export async function noneGoesWrong(t: Test, world: World, asked: Asked[]): Promise<void> {
  const wrong: string[] = []
  for (const [index, [name, ask]] of asked.entries()) {
    // A refusal for having asked too often would hide what is being looked for.
    if (index % 15 === 0) await forgetCounts(world)
    wrong.push(...(await mishapOf(name, ask)))
  }
  t.strictSame([...new Set(wrong)], [], `${asked.length} requests`)
}

async function mishapOf(name: string, ask: Asked[1]): Promise<string[]> {
  try {
    const { statusCode } = await ask()
    return statusCode >= 500 ? [`${name}: ${statusCode}`] : []
  } catch (error) {
    return [`${name}: thrown outside of any handler, ${(error as Error).message}`]
  }
}
