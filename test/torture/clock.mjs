/** Loaded before the program: its clock runs ahead of the machine's by what it is told, so that years pass in minutes. */
const Real = Date
/** No crontab is so late by itself. */
const LEAP_MS = 6 * 3_600_000
let ahead_ms = Number(process.env.CLOCK_AHEAD_MS ?? 0)

globalThis.Date = class extends Real {
  constructor(...words) {
    if (words.length === 0) super(Real.now() + ahead_ms)
    else super(...words)
  }
  static now() {
    return Real.now() + ahead_ms
  }
  /**
   * The crontab goes on minute by minute: the weeks that were leapt over it would put as jobs into the database, for longer
   * than the next day lasts. Whoever is hours behind stands in the present at the next step.
   */
  setUTCMinutes(...words) {
    super.setUTCMinutes(...words)
    const now = Date.now()
    return now - this.getTime() > LEAP_MS ? this.setTime(now - (now % 60_000)) : this.getTime()
  }
}

process.on('message', (message) => {
  if (typeof message?.clock_ahead_ms !== 'number') return
  ahead_ms = message.clock_ahead_ms
  process.send({ clock_ahead_ms: ahead_ms })
})
process.channel?.unref()
