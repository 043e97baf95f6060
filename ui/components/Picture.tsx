/** Small drawings for empty and broken places: flat shapes in the house colours, in light and in dark. */
import type { ReactNode } from 'react'

const paper = { fill: 'var(--surface)', stroke: 'var(--line-strong)', strokeWidth: 1.75 }
const line = {
  fill: 'none',
  stroke: 'var(--line-strong)',
  strokeWidth: 1.75,
  strokeLinecap: 'round',
} as const
const green = { fill: 'var(--primary)' }
const pale = { fill: 'var(--primary-tint)' }
const clay = { fill: 'var(--accent)' }

const drawings = {
  /** Cards in a fan: customers. */
  cards: (
    <>
      <rect x="34" y="34" width="84" height="54" rx="8" {...pale} transform="rotate(-10 76 61)" />
      <rect x="42" y="32" width="84" height="54" rx="8" {...paper} transform="rotate(-2 84 59)" />
      <rect x="50" y="30" width="84" height="54" rx="8" {...green} transform="rotate(6 92 57)" />
      <g transform="rotate(6 92 57)">
        <circle cx="66" cy="70" r="4" fill="var(--on-primary)" />
        <circle cx="80" cy="70" r="4" fill="var(--on-primary)" />
        <circle cx="94" cy="70" r="4" {...clay} />
        <path d="M62 44h30" stroke="var(--on-primary)" strokeWidth="3" strokeLinecap="round" />
      </g>
    </>
  ),
  /** A gift with its ribbon: rewards and vouchers. */
  gift: (
    <>
      <rect x="46" y="50" width="68" height="46" rx="6" {...paper} />
      <rect x="40" y="38" width="80" height="18" rx="5" {...green} />
      <path d="M80 38v58" stroke="var(--accent)" strokeWidth="8" />
      <path d="M80 38c-16-4-22-22-8-22 7 0 8 12 8 22zm0 0c16-4 22-22 8-22-7 0-8 12-8 22z" {...line} />
    </>
  ),
  /** A receipt: sales. */
  receipt: (
    <>
      <path d="M54 18h52v78l-8.6-6-8.7 6-8.7-6-8.7 6-8.7-6-8.6 6z" {...paper} />
      <path d="M64 36h32M64 48h32M64 60h18" {...line} />
      <circle cx="104" cy="30" r="10" {...green} />
      <path
        d="M99.5 30l3 3 6-6"
        stroke="var(--on-primary)"
        strokeWidth="2"
        fill="none"
        strokeLinecap="round"
      />
    </>
  ),
  /** A sheet of rows: imports and lists. */
  table: (
    <>
      <rect x="34" y="24" width="92" height="70" rx="8" {...paper} />
      <path d="M34 32a8 8 0 0 1 8-8h76a8 8 0 0 1 8 8v10H34z" {...pale} />
      <path d="M34 60h92M34 77h92M66 42v52" stroke="var(--line)" strokeWidth="1.75" />
      <rect x="42" y="48" width="16" height="5" rx="2.5" {...green} />
      <rect x="42" y="66" width="12" height="5" rx="2.5" {...green} />
      <circle cx="108" cy="68.5" r="4" {...clay} />
    </>
  ),
  /** A shop front with its awning: stores and devices. */
  shop: (
    <>
      <rect x="40" y="44" width="80" height="52" rx="4" {...paper} />
      <path d="M36 28h88l6 20H30z" {...green} />
      <path
        d="M30 48h20v4a10 10 0 0 1-20 0zM70 48h20v4a10 10 0 0 1-20 0zM110 48h20v4a10 10 0 0 1-20 0z"
        {...green}
      />
      <path d="M50 48h20v4a10 10 0 0 1-20 0zM90 48h20v4a10 10 0 0 1-20 0z" {...pale} />
      <rect x="52" y="70" width="18" height="26" rx="2" {...pale} />
      <rect x="80" y="70" width="30" height="16" rx="2" {...pale} />
      <circle cx="66" cy="84" r="1.8" {...clay} />
    </>
  ),
  /** A magnifying glass over nothing. */
  nothing: (
    <>
      <circle cx="74" cy="54" r="26" {...paper} />
      <path d="M94 74l22 22" stroke="var(--primary)" strokeWidth="9" strokeLinecap="round" />
      <path d="M64 54h20" {...line} />
      <circle cx="118" cy="30" r="4" {...clay} />
    </>
  ),
  /** A plug out of its socket. */
  broken: (
    <>
      <path d="M20 62h28" {...line} />
      <rect x="48" y="46" width="26" height="32" rx="8" {...green} />
      <path d="M74 54h12M74 70h12" stroke="var(--primary)" strokeWidth="4" strokeLinecap="round" />
      <rect x="100" y="46" width="22" height="32" rx="8" {...paper} />
      <path d="M122 62h20" {...line} />
      <path
        d="M90 30l3 8M100 28v9M110 30l-3 8"
        stroke="var(--accent)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </>
  ),
} satisfies Record<string, ReactNode>

export type PictureName = keyof typeof drawings

export function Picture({ of, width = 160 }: { of: PictureName; width?: number }) {
  return (
    <svg viewBox="0 0 160 112" width={width} aria-hidden="true">
      {drawings[of]}
    </svg>
  )
}
