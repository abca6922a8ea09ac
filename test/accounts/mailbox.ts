/** What somebody received by e-mail, from the local adapter. */
import { eventually, origin, type World } from '../fixtures/app.ts'

/** Every letter to this address, once there are `count` of them. */
export function lettersTo({ deps: { db } }: World, email: string, count = 1) {
  return eventually(async () => {
    const letters = await db
      .selectFrom('local_messages')
      .selectAll()
      .where('recipient', '=', email)
      .orderBy('id')
      .execute()
    return letters.length >= count && letters
  })
}

/** The path of the link in the last of `count` letters. */
export async function linkTo(world: World, email: string, count = 1): Promise<string> {
  const text = (await lettersTo(world, email, count)).at(-1)!.body_text
  const link = text.match(/^http\S+\?token=\w{22}$/m)?.[0]
  if (!link) throw new Error(`no link in the letter: ${text}`)
  return link.slice(origin.length)
}

export const tokenOf = (link: string) => link.split('=')[1]!
