/** Answers a change of a request, done or refused, with the request as it is now. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { Flash } from '../../web/flash.ts'
import { findListQuery } from '../../web/list-address.ts'
import { paths } from '../../web/paths.ts'
import { describeRequest, type Refusal, requireRequest } from './detail.ts'

type ByIdRequest = FastifyRequest<{ Params: { id: string } }>

/** `swaps`: for a form that htmx would put the answer in the place of. */
export async function showChange(
  deps: Deps,
  req: ByIdRequest,
  reply: FastifyReply,
  flash: Flash,
  swaps?: '#request',
): Promise<FastifyReply> {
  const { id } = req.params
  const describe = async () =>
    describeRequest(deps, req.merchant, await requireRequest(deps, req.merchant, id), flash)
  const to = paths.request({ id }, findListQuery(req))
  return reply.outcome('requests/_detail', describe, { to, flash, ...(swaps && { swaps }) })
}

/** The fresh page says why. htmx replaces the whole of it, and not the form in its dialog. */
export async function refuseChange(
  deps: Deps,
  req: ByIdRequest,
  reply: FastifyReply,
  refusal: Refusal,
): Promise<FastifyReply> {
  const request = await requireRequest(deps, req.merchant, req.params.id)
  reply.code(409).headers({ 'HX-Retarget': '#request', 'HX-Reswap': 'outerHTML' })
  return reply.page('requests/detail', await describeRequest(deps, req.merchant, request, refusal))
}
