/** The house mark: an open ring and the point in its opening. Drawn from the same numbers as dev/draw-icon.ts. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 512 512" width={size} height={size} aria-hidden="true">
      <rect width="512" height="512" rx="118" fill="#1f5c46" />
      <path
        d="M346.5 176.7A120.3 120.3 0 1 0 346.5 335.3"
        fill="none"
        stroke="#fbfaf7"
        strokeWidth="56"
        strokeLinecap="round"
      />
      <circle cx="376.3" cy="256" r="36" fill="#e08066" />
    </svg>
  )
}
