/** What the domain of MAIL_FROM says in DNS. Without SPF, DKIM and DMARC mailboxes take our e-mails for fraud. */
import { doubtful, type Finding, fine, wrong } from './finding.ts'

/** As `node:dns/promises`. */
export interface Dns {
  resolveTxt(name: string): Promise<string[][]>
  resolveCname(name: string): Promise<string[]>
}

const how = 'docs/messages.md says what to publish'

export async function checkSpf(dns: Dns, domain: string): Promise<Finding> {
  const records = await findTexts(dns, domain, /^v=spf1( |$)/i)
  if (records.length > 1)
    return wrong(
      `${domain} has ${records.length} SPF records: mailboxes then read none`,
      'Join them into one',
    )
  const [record] = records
  if (!record) return doubtful(`${domain} has no SPF record`, how)
  if (/ \+?all$/i.test(record))
    return wrong(`SPF of ${domain} lets anybody send in its name`, 'End it with -all')
  return fine(`${domain} has an SPF record`)
}

export async function checkDmarc(dns: Dns, domain: string): Promise<Finding> {
  const [record] = await findFirst(
    dns,
    parentsOf(domain).map((one) => `_dmarc.${one}`),
    /^v=DMARC1( |;)/i,
  )
  if (!record) return wrong(`${domain} has no DMARC record: Gmail and Yahoo want one`, how)
  if (/\bp=none\b/i.test(record))
    return doubtful(
      `DMARC of ${domain} refuses nothing yet (p=none)`,
      'Read its reports, then set p=quarantine',
    )
  return fine(`${domain} has a DMARC record`)
}

/** The names under which keys usually are: DNS cannot be asked which there are. */
const selectors = [
  'pm',
  'dkim',
  'default',
  'mail',
  'smtp',
  's1',
  's2',
  'k1',
  'selector1',
  'selector2',
  'google',
]

export async function checkDkim(dns: Dns, domain: string): Promise<Finding> {
  const [record] = await findFirst(
    dns,
    selectors.map((one) => `${one}._domainkey.${domain}`),
    /\bp=/i,
  )
  if (record) return fine(`${domain} has a DKIM key`)
  return doubtful(
    `${domain} has no DKIM key under a usual name; it may have one under another`,
    `Look at the headers of an e-mail that arrived: dkim=pass with ${domain}. If not, ${how}`,
  )
}

/** Postmark sends from its own domain, unless a name of ours leads bounces back to it. */
export async function checkReturnPath(dns: Dns, domain: string): Promise<Finding> {
  const found = await orNothing(() => dns.resolveCname(`pm-bounces.${domain}`))
  if (found.some((name) => /\bpm\.mtasv\.net\.?$/i.test(name)))
    return fine(`${domain} is Postmark's Return-Path`)
  return doubtful(`pm-bounces.${domain} does not lead to pm.mtasv.net: SPF is not aligned`, how)
}

async function findFirst(dns: Dns, names: string[], pattern: RegExp): Promise<string[]> {
  for (const name of names) {
    const found = await findTexts(dns, name, pattern)
    if (found.length > 0) return found
  }
  return []
}

/** Throws when DNS does not answer. */
async function findTexts(dns: Dns, name: string, pattern: RegExp): Promise<string[]> {
  const records = await orNothing(() => dns.resolveTxt(name))
  return records.map((parts) => parts.join('')).filter((record) => pattern.test(record))
}

async function orNothing<Answer>(resolve: () => Promise<Answer[]>): Promise<Answer[]> {
  try {
    return await resolve()
  } catch (error) {
    if (/^(ENODATA|ENOTFOUND)$/.test((error as { code?: string }).code ?? '')) return []
    throw error
  }
}

/** `pay.example.fr` -> itself and `example.fr`: a subdomain without DMARC has that of its domain. */
function parentsOf(domain: string): string[] {
  const parts = domain.split('.')
  return parts.slice(0, -1).map((_, index) => parts.slice(index).join('.'))
}
