/** What a password and a PIN must be, and who may change whom in a team. Pure. */
import type { Role } from '../../platform/access.ts'

/** Length is checked by the address's schema; this refuses what a list of guesses begins with. */
export function isWeakPassword(password: string, email: string): boolean {
  const text = password.toLowerCase()
  const name = email.toLowerCase().split('@')[0]!
  if (new Set(text).size < 5 || isRun(text)) return true
  if (name.length >= 4 && text.replace(/[^\p{L}]+/gu, '') === name.replace(/[^\p{L}]+/gu, '')) return true
  return GUESSES.some((guess) => text.replace(/[^\p{L}\p{N}]+/gu, '').replace(/\d{0,4}$/, '') === guess)
}

const GUESSES = [
  'motdepasse',
  'password',
  'passw0rd',
  'azertyuiop',
  'qwertyuiop',
  'comptoir',
  'bienvenue',
  'bonjour',
  'administrateur',
  'azerty',
  'qwerty',
]

/** 012345, 987654, abcdef: each character is the next one, up or down. */
function isRun(text: string): boolean {
  const steps = new Set(
    Array.from(text)
      .slice(1)
      .map((c, i) => c.charCodeAt(0) - text.charCodeAt(i)),
  )
  return steps.size === 1 && Math.abs([...steps][0]!) <= 1
}

const COMMON_PINS = new Set([
  '2580',
  '1004',
  '2000',
  '1313',
  '123321',
  '112233',
  '159753',
  '147258',
  '789456',
])

/** 4 to 6 digits; repeated, counted, mirrored ones and the best known are refused. */
export function isWeakPin(pin: string): boolean {
  if (!/^\d{4,6}$/.test(pin)) return true
  return isRun(pin) || COMMON_PINS.has(pin) || /^(\d{1,3})\1+$/.test(pin)
}

export type Member = { role: Role; store_ids: string[] }

/**
 * Owners manage everybody. A store manager manages sellers and deliverers whose stores are all among the manager's
 * own; nobody can so give more than they hold.
 */
export function mayManage(boss: Member, before: Member | null, after: Member | null): boolean {
  if (boss.role === 'owner') return true
  if (boss.role !== 'store_manager') return false
  return [before, after].every((member) => member === null || isBelow(boss, member))
}

function isBelow(boss: Member, { role, store_ids }: Member): boolean {
  if (role !== 'seller' && role !== 'delivery') return false
  if (boss.store_ids.length === 0) return true
  return store_ids.length > 0 && store_ids.every((id) => boss.store_ids.includes(id))
}

export function seesColleague(stores: string[] | null, store_ids: string[]): boolean {
  return stores === null || store_ids.length === 0 || store_ids.some((id) => stores.includes(id))
}

/**
 * Whether a shop would be left without an owner who can sign in. A shop that never had one (run by keys alone) is
 * left only by its last owner of any kind.
 */
export function leavesNoOwner(
  owners: { staff_id: string; user_id: string | null }[],
  leaving: string,
): boolean {
  const leaver = owners.find((one) => one.staff_id === leaving)
  if (!leaver) return false
  const others = owners.filter((one) => one.staff_id !== leaving)
  return leaver.user_id === null ? others.length === 0 : !others.some((one) => one.user_id !== null)
}
