/** Every setting, its default and its meaning. The only reader of process.env. */
import { resolve } from 'node:path'
import { spokenLanguage } from './platform/postgres/start-error.ts'

export type Config = {
  /** Where the product answers. PORT, default 4000. */
  port: number
  /** The address to listen on. HOST, default 127.0.0.1: put a proxy with TLS before it to open it to others. */
  host: string
  /** The folder that keeps everything: database, secrets, imported files. COMPTOIR_HOME, default .comptoir. */
  home: string
  /** A PostgreSQL server (15 or later) to use instead of the embedded one. DATABASE_URL, default none. */
  database_url: string | null
  /** Whether an empty install is filled with the demo shop. COMPTOIR_DEMO=0 starts empty, with a first-run page. */
  demo: boolean
  /** The address people type, for links in messages. COMPTOIR_URL, default http://localhost:PORT. */
  public_url: string
  /** Whether the owner of a shop may open another on this install. COMPTOIR_OWNERS_ADD_SHOPS=0 leaves it to the operator. */
  owners_add_shops: boolean
  /** Proxies whose X-Forwarded-For is believed, as Fastify's trustProxy. COMPTOIR_TRUST_PROXY, default none. */
  trust_proxy: string | false
  /** SMTP server for real mail. COMPTOIR_SMTP_URL, default none. With neither this nor SMPP, the built-in mailbox and
   * handset take everything; with one of them, the other channel is refused rather than pretended. */
  smtp_url: string | null
  /** SMPP account for real text messages, smpp://system_id:password@host:port, or a provider's address by HTTP,
   * https://token@host/path. COMPTOIR_SMPP_URL, default none. */
  smpp_url: string | null
  /** The address mail comes from; its domain must let the SMTP server send for it. COMPTOIR_MAIL_FROM, default
   * no-reply at the host of COMPTOIR_URL. */
  mail_from: string
  /** The mailbox that bounces and complaints come back to, with a name of each message behind a plus sign. COMPTOIR_RETURNS_TO,
   * default none: then they go to the address mail comes from. */
  returns_to: string | null
  /** Where that mailbox is read, imaps://user:password@host. COMPTOIR_RETURNS_IMAP_URL, default none. */
  returns_imap_url: string | null
  /** The folder with the certificate of Apple passes: signer.pem, key.pem, wwdr.pem. COMPTOIR_APPLE_PASS, default none. */
  apple_pass: string | null
  /** Where phones are told that their pass changed. COMPTOIR_APPLE_PUSH_URL, default https://api.push.apple.com. */
  apple_push_url: string
  /** The key file (JSON) of the service account for Google Wallet. COMPTOIR_GOOGLE_WALLET, default none. */
  google_wallet: string | null
  /** The issuer's number in the Google Wallet console. COMPTOIR_GOOGLE_WALLET_ISSUER, default none. */
  google_wallet_issuer: string | null
  /** COMPTOIR_GOOGLE_WALLET_URL, default https://walletobjects.googleapis.com. */
  google_wallet_url: string
  /** Where the weather is asked for, by city, once an hour: a program that answers {"kind": "rain", "temperature_c": 12}.
   * COMPTOIR_WEATHER_URL, default none: then no message knows the weather. */
  weather_url: string | null
  /** What this process does. First word of the command line: web, worker, or both (the default). */
  runs: 'web' | 'worker' | 'both'
  /** fatal … trace. LOG_LEVEL, default info. */
  log_level: string
}

type Environment = Record<string, string | undefined>

export function readConfig(env: Environment = process.env, runs: Config['runs'] = 'both'): Config {
  const port = Number(env.PORT ?? 4000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT must be a number between 0 and 65535, not ${JSON.stringify(env.PORT)}.`)
  const public_url = (env.COMPTOIR_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  return {
    port,
    host: env.HOST ?? '127.0.0.1',
    home: resolve(env.COMPTOIR_HOME ?? '.comptoir'),
    database_url: env.DATABASE_URL || null,
    demo: env.COMPTOIR_DEMO !== '0',
    public_url,
    owners_add_shops: env.COMPTOIR_OWNERS_ADD_SHOPS !== '0',
    trust_proxy: env.COMPTOIR_TRUST_PROXY || false,
    smtp_url: env.COMPTOIR_SMTP_URL || null,
    smpp_url: env.COMPTOIR_SMPP_URL || null,
    mail_from: env.COMPTOIR_MAIL_FROM || `no-reply@${new URL(public_url).hostname}`,
    returns_to: env.COMPTOIR_RETURNS_TO || null,
    returns_imap_url: env.COMPTOIR_RETURNS_IMAP_URL || null,
    apple_pass: env.COMPTOIR_APPLE_PASS || null,
    apple_push_url: env.COMPTOIR_APPLE_PUSH_URL || 'https://api.push.apple.com',
    google_wallet: env.COMPTOIR_GOOGLE_WALLET || null,
    google_wallet_issuer: env.COMPTOIR_GOOGLE_WALLET_ISSUER || null,
    google_wallet_url: env.COMPTOIR_GOOGLE_WALLET_URL || 'https://walletobjects.googleapis.com',
    weather_url: env.COMPTOIR_WEATHER_URL || null,
    runs,
    log_level: env.LOG_LEVEL ?? 'info',
  }
}

/** The language of what the program says in its terminal: English if the machine's is, else French. */
export const readLanguage = () => spokenLanguage(process.env)
