/** States, kinds and channels in the reader's words. */
import type { Campaign, Channel, Kind } from './queries.ts'
import { useWords } from './words.ts'

export function useNames() {
  const w = useWords()
  return {
    state: (state: Campaign['state']) => w(`state_${state}`),
    kind: (kind: Kind) => w(`kind_${kind}`),
    channel: (channel: string) => w(`channel_${channel as Channel}`),
    channels: (channel: string) => w(`channels_${channel as Channel}`),
  }
}

const COLOURS: Partial<Record<Campaign['state'], string>> = {
  sending: 'teal',
  running: 'teal',
  planned: 'blue',
  waiting_approval: 'yellow',
  refused: 'red',
  paused: 'yellow',
  stopped: 'red',
}
export const colourOf = (state: Campaign['state']) => COLOURS[state] ?? 'gray'

/** Thousandths of a cent as cents, rounded up: nobody is told less than it costs. */
export const centsOf = (millicents: number) => Math.ceil(millicents / 1_000)
