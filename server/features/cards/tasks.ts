import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { sendCode } from './codes.ts'

export const cardTasks = ({ db, config }: Pick<Parts, 'db' | 'config'>): TaskList => ({
  send_code: (payload) => sendCode(db, config.home, payload as { tenant_id: string; code_id: string }),
})
