import { createTransport, type NodemailerError } from 'nodemailer'
import type { SmtpConfig } from '../../config/providers.ts'
import { transportOptions } from './mailer.ts'

/** Connects, signs in, and leaves. */
export async function trySmtpAccount(smtp: SmtpConfig, timeoutMs = 10_000): Promise<string | undefined> {
  const transport = createTransport(transportOptions(smtp, timeoutMs))
  try {
    await transport.verify()
    return undefined
  } catch (thrown) {
    const { responseCode, message } = thrown as NodemailerError
    if (!responseCode) throw thrown
    return responseCode === 535 ? 'it does not know this user with this password (535)' : message
  } finally {
    transport.close()
  }
}
