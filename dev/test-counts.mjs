/** A reporter for node:test that writes the totals of a run as one line of JSON, for the sum that `npm test` prints. */
export default async function* counts(source) {
  for await (const event of source)
    if (event.type === 'test:summary' && event.data.file === undefined)
      yield JSON.stringify({ ...event.data.counts, duration_ms: event.data.duration_ms })
}
