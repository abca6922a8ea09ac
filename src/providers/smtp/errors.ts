/**
 * Reads what a failed SMTP conversation means for the message: RFC 5321, 4.2 (replies), and RFC 3463 (enhanced
 * codes).
 */
import type { NodemailerError } from 'nodemailer'
import { type MessageFailure, RefusedByProvider, TryLater } from '../../domain/message-failures.ts'

/** Whether the relay has said nothing: a reply, even a refusal, is an answer. */
export const isSilence = (thrown: unknown) => !(thrown as NodemailerError).responseCode

/** `isWriting`: the relay had begun to receive the content. A refusal is certain even then; a missing answer is not. */
export function readSmtpFailure(thrown: unknown, isWriting: boolean): unknown {
  const error = thrown as NodemailerError
  const said = `SMTP ${error.responseCode ?? error.code}, ${error.command}`
  if (error.responseCode && error.responseCode >= 400) {
    return error.permanent ? new RefusedByProvider(readReason(error), said) : new TryLater(said)
  }
  return isWriting ? error : new TryLater(said)
}

const reasons: [RegExp, MessageFailure][] = [
  [/^5\.1\.[78]$/, 'invalid_sender'],
  [/^5\.1\.|^5\.2\.1$/, 'unknown_address'],
  [/^5\.2\.2$/, 'mailbox_full'],
  [/^5\.2\.3$|^5\.3\.4$/, 'too_long'],
  [/^5\.7\./, 'blocked'],
]

/** Without an enhanced code, the refused command tells what was wrong. */
function readReason({ command = '', response = '', responseCode }: NodemailerError): MessageFailure {
  if (responseCode === 530 || !/^(?:MAIL|RCPT|DATA)/.test(command)) return 'account'
  const enhanced = response.match(/^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/)?.[1] ?? ''
  const known = reasons.find(([pattern]) => pattern.test(enhanced))?.[1]
  if (known) return known
  if (responseCode === 552) return command === 'RCPT TO' ? 'mailbox_full' : 'too_long'
  return (
    ({ 'MAIL FROM': 'invalid_sender', 'RCPT TO': 'unknown_address' }[command] as MessageFailure) ?? 'other'
  )
}
