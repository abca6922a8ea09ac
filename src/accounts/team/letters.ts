/** E-mails about a team that somebody is invited to, or has left. */
import type { Deps } from '../../deps.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { paths } from '../../web/paths.ts'
import { findInvitationLetter, renewLink } from './invitation-store.ts'

/** Makes the link; only its hash is kept. Undefined when the invitation was withdrawn or accepted. */
export async function composeInvitation({ db }: Deps, { invitationId }: { invitationId: string }) {
  const invitation = await findInvitationLetter(db, invitationId)
  if (!invitation) return undefined
  const { email, language, role, trade_name } = invitation
  const { letters, roles } = catalogueOf(language).team
  const { subject, intro, ...words } = letters.invitation
  return {
    email,
    language,
    ...words,
    subject: subject(trade_name),
    intro: intro(trade_name, roles[role]),
    path: paths.acceptance(await renewLink(db, invitationId)),
  }
}
