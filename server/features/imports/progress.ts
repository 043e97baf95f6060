/** How far an import is, told as server-sent events until it stops. */
import { following } from '../../platform/follow.ts'
import type { ImportRow } from './queries.ts'
import { summaryOf } from './show.ts'

const UNDER_WAY = ['rehearsing', 'waiting', 'running', 'undoing']

export const progressOf = (read: () => Promise<ImportRow>, gone: () => boolean): AsyncGenerator<string> =>
  following(async () => {
    const {
      import_id,
      state,
      phase,
      rows_read,
      rows_total,
      rows_per_second,
      remaining_seconds,
      counts,
      error,
    } = summaryOf(await read())
    return {
      told: {
        import_id,
        state,
        phase,
        rows_read,
        rows_total,
        rows_per_second,
        remaining_seconds,
        counts,
        error,
      },
      is_over: !UNDER_WAY.includes(state),
    }
  }, gone)
