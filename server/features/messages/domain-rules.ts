/** Which records a domain publishes before mail is sent from it (Gmail, Yahoo, Microsoft since 2024–2025), and whether they do. Pure. */

export type DnsRecord = { name: string; type: 'TXT'; value: string; what: 'dkim' | 'spf' | 'dmarc' }
type Domain = { domain: string; selector: string; public_key: string }

export const recordsFor = ({ domain, selector, public_key }: Domain): DnsRecord[] => [
  {
    what: 'dkim',
    type: 'TXT',
    name: `${selector}._domainkey.${domain}`,
    value: `v=DKIM1; k=rsa; p=${public_key}`,
  },
  { what: 'spf', type: 'TXT', name: domain, value: 'v=spf1 mx ~all' },
  { what: 'dmarc', type: 'TXT', name: `_dmarc.${domain}`, value: 'v=DMARC1; p=none' },
]

export type Found = { dkim: string[]; spf: string[]; dmarc: string[]; mx: string[] }
export type Check = 'right' | 'missing' | 'wrong'
export type DomainChecks = { dkim: Check; spf: Check; dmarc: Check }

const tag = (record: string, name: string) =>
  new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^;]*)`, 'i').exec(record)?.[1]?.replace(/\s+/g, '') ?? null

export function judgeRecords(public_key: string, { dkim, spf, dmarc }: Found): DomainChecks {
  const key = dkim.find((record) => tag(record, 'p') !== null)
  const policies = spf.filter((record) => /^v=spf1(\s|$)/i.test(record))
  const wishes = dmarc.filter((record) => /^v=DMARC1\s*(;|$)/i.test(record))
  return {
    dkim: key === undefined ? 'missing' : tag(key, 'p') === public_key ? 'right' : 'wrong',
    // Two SPF records are an error (RFC 7208, 4.5); so is one that lets everybody in.
    spf:
      policies.length === 0
        ? 'missing'
        : policies.length > 1 || /\+all\b/i.test(policies[0]!)
          ? 'wrong'
          : 'right',
    dmarc:
      wishes.length === 0
        ? 'missing'
        : wishes.length > 1 || !/^(none|quarantine|reject)$/i.test(tag(wishes[0]!, 'p') ?? '')
          ? 'wrong'
          : 'right',
  }
}

export const isVerified = (checks: DomainChecks) =>
  checks.dkim === 'right' && checks.spf === 'right' && checks.dmarc === 'right'
