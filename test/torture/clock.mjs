/** Loaded before the program: its clock runs ahead of the machine's by what it is told, so that years pass in minutes. */
const Real = Date
let ahead_ms = Number(process.env.CLOCK_AHEAD_MS ?? 0)

globalThis.Date = class extends Real {
  constructor(...words) {
    if (words.length === 0) super(Real.now() + ahead_ms)
    else super(...words)
  }
  static now() {
    return Real.now() + ahead_ms
  }
}

process.on('message', (message) => {
  if (typeof message?.clock_ahead_ms !== 'number') return
  ahead_ms = message.clock_ahead_ms
  process.send({ clock_ahead_ms: ahead_ms })
})
process.channel?.unref()
