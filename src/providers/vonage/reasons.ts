/** Vonage's error codes, in answers and in status webhooks: https://developer.vonage.com/en/api-errors/messages */
import type { MessageFailure } from '../../domain/message-failures.ts'

const codes: Partial<Record<MessageFailure, number[]>> = {
  account: [1060, 1070, 1080, 1140, 1160],
  invalid_sender: [1120, 1420],
  unknown_address: [1040, 1170, 1190, 1300, 1430],
  unreachable: [1100, 1180, 1200, 1220, 1230, 1250, 1260, 1290, 1310, 1330, 1331],
  blocked: [1050, 1210, 1240, 1241, 1270, 1280],
  too_long: [1090],
  expired: [1360],
}

const reasons = new Map(
  Object.entries(codes).flatMap(([reason, list]) =>
    list.map((code) => [code, reason as MessageFailure] as const),
  ),
)

/** `type` is the error's link, such as `https://developer.vonage.com/api-errors/messages#1120`. */
export function readVonageReason(type: string | undefined): MessageFailure | undefined {
  return reasons.get(Number(type?.match(/#(\d+)$/)?.[1]))
}
