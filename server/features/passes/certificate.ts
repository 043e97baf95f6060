/** The certificate that Apple passes are signed with: three files that the host of the install puts in a folder. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type PassCertificate = {
  signer: string
  key: string
  wwdr: string
  /** Stands in the certificate: nobody types it. */
  pass_type: string
  team: string
  expires_at: Date
}

/** Why there is no button for an iPhone; each has its sentence in the console. */
export const APPLE_PROBLEMS = [
  'not_set_up',
  'file_missing',
  'unreadable',
  'key_of_another',
  'not_a_pass',
  'wrong_wwdr',
  'expired',
] as const
type AppleProblem = (typeof APPLE_PROBLEMS)[number]
type Standing = { certificate: PassCertificate } | { problem: AppleProblem; expired_at?: Date }

/** Looked at each time it is asked for: a renewed certificate counts without a restart. */
export function readCertificate(folder: string | null, now: Date): Standing {
  if (folder === null) return { problem: 'not_set_up' }
  const files = ['signer.pem', 'key.pem', 'wwdr.pem'].map((name) => readText(join(folder, name)))
  if (files.includes(null)) return { problem: 'file_missing' }
  const [signer, key, wwdr] = files as [string, string, string]
  try {
    return judge({ signer, key, wwdr }, now)
  } catch {
    return { problem: 'unreadable' }
  }
}

function judge(files: { signer: string; key: string; wwdr: string }, now: Date): Standing {
  const [signer, wwdr] = [new X509Certificate(files.signer), new X509Certificate(files.wwdr)]
  if (!signer.checkPrivateKey(createPrivateKey(files.key))) return { problem: 'key_of_another' }
  const part = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(signer.subject)?.[1]
  const [pass_type, team] = [part('UID'), part('OU')]
  if (!pass_type?.startsWith('pass.') || !team) return { problem: 'not_a_pass' }
  // Apple has several intermediate certificates of one name; with the wrong one a phone refuses without a word.
  if (!signer.checkIssued(wwdr) || !signer.verify(wwdr.publicKey)) return { problem: 'wrong_wwdr' }
  const expires_at = signer.validToDate
  if (expires_at <= now) return { problem: 'expired', expired_at: expires_at }
  return { certificate: { ...files, pass_type, team, expires_at } }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
