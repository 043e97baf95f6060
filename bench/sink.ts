/** A sink in a process of its own for a benchmark; says its port, and how much it took. */
import { openSmppSink, openSmtpSink } from '../test/sinks.ts'

process.once('message', async (kind: 'smtp' | 'smpp') => {
  const sink = kind === 'smtp' ? await openSmtpSink() : await openSmppSink()
  const cpu_us = () => process.cpuUsage().user + process.cpuUsage().system
  process.on('message', (asked: 'count' | 'cpu') => {
    if (asked === 'cpu') return process.send!({ cpu_us: cpu_us() })
    const counts = [...sink.taken.values()]
    process.send!({
      distinct: counts.length,
      all: counts.reduce((sum, count) => sum + count, 0),
    })
    sink.taken.clear()
  })
  process.send!({ port: sink.port })
})
process.on('disconnect', () => process.exit(0))
