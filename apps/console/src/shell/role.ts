/** What the person signed in is here; the server decides, screens only leave out what could not work. */
import { useQueryClient } from '@tanstack/react-query'
import { meQuery } from '../session.ts'

export function useRole() {
  const staff = useQueryClient().getQueryData(meQuery.queryKey)?.staff
  return {
    role: staff?.role,
    staff_id: staff?.staff_id,
    among: (...roles: string[]) => staff !== undefined && staff !== null && roles.includes(staff.role),
  }
}
