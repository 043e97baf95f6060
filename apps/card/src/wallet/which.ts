export type WalletKind = 'apple' | 'google'

/** The wallet that this device has; an iPad says it is a Mac, and a Mac keeps passes for the iPhone beside it. */
export function walletOf(agent: string): WalletKind | null {
  if (/iPhone|iPad|iPod|Macintosh/.test(agent)) return 'apple'
  return /Android/.test(agent) ? 'google' : null
}
