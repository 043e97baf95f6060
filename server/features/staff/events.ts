import type { Role } from '../../platform/access.ts'
import { fact } from '../../platform/facts.ts'

export const StaffChanged = fact<{
  staff_id: string
  role: Role
  store_ids: string[]
  role_before: Role | null
}>('staff.changed')
export const StaffInvited = fact<{ staff_id: string; role: Role }>('staff.invited')
export const StaffJoined = fact<{ staff_id: string; role: Role }>('staff.joined')
export const StaffLeft = fact<{ staff_id: string; role: Role }>('staff.left')
