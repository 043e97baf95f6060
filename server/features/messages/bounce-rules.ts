/**
 * What a bounce means and what it does to an address. Pure; a table of what servers say, in English and French, and the
 * codes of RFC 3463. Where both speak the words win: many servers give one code for everything.
 */

export const BOUNCE_CLASSES = ['hard', 'soft', 'full', 'blocked', 'policy', 'unknown'] as const
export type BounceClass = (typeof BOUNCE_CLASSES)[number]

/** A fault of the machine that should have delivered, or of our speed: it wins over whatever code goes with it. */
const PASSING =
  /procmail|maildrop|too many recipients this hour|too many (messages|connections|recipients)|mailer error|local (delivery|configuration) (error|fail)|can(no|')t create|couldn't create|envelope expired/

/** In this order: what speaks of us before what speaks of the person, since it often names both. */
const WORDS: [BounceClass, RegExp][] = [
  [
    'policy',
    /domain of sender|sender (address|domain).{0,40}(not exist|invalid|unroutable)|unroutable sender|smtp authentication|relay quota|insecure mail relay|bad dns ptr|customfromdenied|group you tried to contact|groups?\.google\.com|protocol (error|violation)|dmarc|\bspf\b|\bdkim\b|unauthenticated|authentication (information|checks|required)|not authenticated|(reverse|ptr) ?(dns|record)|no ptr|missing reverse|relay(ing)? (access )?(denied|not)|no relaying|not allowed to send|duplicate header|8-bit data|rfc ?5322|non-compliant|must issue a starttls|tls required|senders? not allowed|unable to relay/,
  ],
  [
    'full',
    /(mailbox|mail ?box|mailfolder|dossier|account|bo[iî]te|inbox|storage|disk).{0,30}(full|quota|pleine|exceed|insufficient|no space)|quota.{0,20}(exceeded|d[eé]pass|violation|full)|(over|exceed\w*).{0,12}quota|quota exceeded|out of storage|not enough (storage|space|disk)|insufficient (system )?(storage|disk)|message (length|size|too (large|big))|too (large|big)|size exceeds|exceeds.{0,20}(maximum|limit|size)|mailbox has exceeded|too much mail|line limit exceeded|mail data, \d+.*quota|disk quota/,
  ],
  [
    'soft',
    /frequency limited|too many recipients this hour|procmail|too many connections|rate that|domain name not found.*dns type|dns type 'mx'.*nxdomain/,
  ],
  [
    'blocked',
    /spam|unwanted messages|contact your internet service provider|messages from .{3,60} weren't sent|\bube\b|reputation|black ?list|block ?list|\brbl\b|dnsbl|banned|blocked|client host rejected|virus|content rejected|malware|phish|recipient preferences|(?<!address(?:es)? rejected ?: )(?:access|permission) denied|refused by|service refuse|open relay|sender (was |address )?rejected|my name was rejected|not accepting connections|(account|mailbox|user|address|recipient).{0,40}(disabled|suspended|frozen|locked|discontinued|inactive(?! email address)|deactivated)|disabled recipient|restricted|invalid ip|policy|unsolicited|suspicious|not accept mail|header error|\bfilter(?!ed@| ?ed)\b|no smtp service|unexpected volume|complaints|bad sender|invalid domain name|message(s)? (was |were )?(rejected|refused)|rejected by the recipient|your message.{0,60}rejected|sender denied|not allowed|\b5\d\d rejected/,
  ],
  [
    'soft',
    /time(d)? ?out|envelope expired|message expired|temporar|try again|retry|too many (connections|recipients|messages)|rate limit|greylist|giving up|could not be delivered (for too long|within)|not delivered within|for the last \d+ seconds|for a long time|too long|deferred|delayed|resources|not responding|unable to connect|did not accept our requests to connect|connection (refused|timed|lost)|network (is )?unreachable|unable to contact|mail server.*(busy|unavailable)|ldap|system error|transaction failed|configuration error|internal error|mail loop|routing loop|hop count exceeded|loops? back|mailer error|local error|more than \d+ hour|veuillez essayer plus|couldn't create|procmail|aborted after/,
  ],
  [
    'hard',
    /user.{0,20}unknown|name (is )?not recognized|no valid recipients|not listed in|(is|was) not found in|person.{0,20}(unknown|not found)|存在しません|見つかりません|リストにありません|returned null mx|doesn't receive email|check if address is correct|following recipient\(s\) could not be reached|unknown recipient|recipient unknown|unknown.{0,12}(user|recipient|address|or illegal alias|mailbox)|no such (user|person|recipient|mailbox|address|account)|(user|account|mailbox|address|recipient|email).{0,60}(does(n't| not) exist|not found|not listed|not exist|unknown|introuvable|inconnue?)|(does(n't| not) have an?) .{0,60}account|no mailbox|not a (valid|known) (user|mailbox|recipient)|invalid (recipient|address|mailbox|user|final delivery userid)|bad destination|destinataire.{0,20}(invalide|inconnu|inexistant)|adresse.{0,40}(invalide|inconnue|inexistante)|utilisateur inconnu|n.existe pas|host (unknown|not found)|unknown host|domain.{0,20}(not found|does not exist|unknown)|name or service not known|no (mx|such domain)|unrouteable|nxdomain|has moved|user not|isn't in|mailbox unavailable|does not like recipient|recipient.{0,20}(rejected|not)|inactive email address|address rejected|account that you tried to reach|mail address/,
  ],
]

/** RFC 3463, where the words said nothing. */
const CODES: [BounceClass, RegExp][] = [
  ['hard', /^5\.1\.(1|2|3|6|10)$|^5\.4\.4$/],
  ['full', /^[45]\.2\.[23]$|^5\.3\.4$|^4\.3\.1$/],
  ['blocked', /^5\.2\.1$|^5\.1\.8$/],
  ['policy', /^[45]\.7\.\d+$|^5\.6\.\d+$|^5\.5\.\d+$/],
  ['soft', /^4\.\d+\.\d+$|^5\.4\.\d+$|^5\.3\.\d+$/],
]
/** Replies of SMTP without an enhanced code. */
const REPLIES: [BounceClass, RegExp][] = [
  ['full', /^[45]52$/],
  ['soft', /^4\d\d$/],
  ['hard', /^55[03]$/],
]

export type Said = {
  /** RFC 3463, e.g. 5.1.1 */
  status: string | null
  /** Three digits of SMTP. */
  reply: string | null
  words: string
  /** Answered to the content rather than to the address: who it is for was fine a moment before. */
  after_content: boolean
}

export function classify({ status, reply, words, after_content }: Said): BounceClass {
  const text = words.toLowerCase().replace(/\s+/g, ' ')
  const [, inner] = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text) ?? []
  const code = inner ?? status ?? ''
  const by_words = WORDS.find(([, sign]) => sign.test(text))?.[0]
  const specific = /^[45]\.7\.(2[0-9]|509|515)$/.test(code) ? 'policy' : undefined
  const by_code = CODES.find(([, sign]) => sign.test(code))?.[0]
  const by_reply = reply ? REPLIES.find(([, sign]) => sign.test(reply))?.[0] : undefined
  const certain =
    by_words === 'soft' && !PASSING.test(text) && /^5\.1\.(1|2|3|6|10)$/.test(code) ? 'hard' : undefined
  const found = specific ?? certain ?? by_words ?? by_code ?? by_reply ?? 'unknown'
  // « User unknown » under a code that speaks of rights or of a mailbox that is there: not certain enough to give up.
  if (found === 'hard' && /^5\.(2|7)\./.test(code)) return 'blocked'
  // Whoever says « for now » has not said « never », whatever the words.
  if (found === 'hard' && (code || (reply ?? '')).startsWith('4')) return 'soft'
  // A person unknown after the content was read is a filter speaking; so is one whom the answer does not even name.
  const unnamed =
    !/^5\.[14]\.\d+$/.test(code) && (code.startsWith('5.2.') || (reply !== null && !/[@<]|#5\.1/.test(text)))
  if (found === 'hard' && (after_content || (unnamed && by_words === 'hard'))) return 'blocked'
  // A bare 550 says too little to give somebody up.
  if (found === 'hard' && by_words === undefined && by_code === undefined) return 'unknown'
  return found
}

/** RFC 3463: the code itself says that there is no such mailbox, or nobody who takes mail for its domain. */
export const isCertain = (code: string | null): boolean => /^5\.1\.(1|2|3|6|10)$|^5\.4\.4$/.test(code ?? '')

/** How often in a row, over how long, before an address that only fails for now is left alone. */
export const SOFT_LIMIT = { failures: 5, over_ms: 14 * 86_400_000 }
/** Words alone may be those of a filter that lies; said of two messages in a row they are believed. */
export const UNCERTAIN_LIMIT = 2

type Failures = { failures: number; failing_since: Date; now: Date; certain: boolean }

/** Whose fault it is decides: only what is certain of the address, or goes on, stops writing to it. */
export function suppresses(
  bounce: BounceClass,
  { failures, failing_since, now, certain }: Failures,
): boolean {
  if (bounce === 'hard') return certain || failures >= UNCERTAIN_LIMIT
  if (bounce === 'policy' || bounce === 'unknown') return false
  return failures >= SOFT_LIMIT.failures && now.getTime() - failing_since.getTime() >= SOFT_LIMIT.over_ms
}
