/** The colour of the shop, and what it becomes so that words stay legible. */
import { ColorInput } from '@mantine/core'
import { contrast } from '#ui/contrast.ts'
import { GROUND_DARK, GROUND_LIGHT, tenantTheme } from '#ui/tenant-theme.ts'
import { useFormats } from '#ui/words.ts'
import { useWords } from './words.ts'
import styles from './settings.module.css'

type LookProps = {
  name: string
  theme: { primary?: string }
  onTheme: (theme: { primary: string }) => void
}

const HOUSE = '#1f5c46'
const OFFERED = [HOUSE, '#1d4e89', '#7a2e4d', '#b5483a', '#a1641f', '#5b4a8a', '#2f3e46', '#f2b705']

export function LookFields({ name, theme, onTheme }: LookProps) {
  const w = useWords()
  const f = useFormats()
  const primary = theme.primary ?? HOUSE
  const look = tenantTheme({ primary })
  const ratio = (colour: string, ground: string) => {
    const value = f.number(Math.round(contrast(colour, ground) * 10) / 10)
    return w('contrast_ratio', { ratio: value })
  }
  const shown = [
    { word: 'contrast_asked', colour: look.asked, ground: GROUND_LIGHT },
    { word: 'contrast_light', colour: look.primary_light, ground: GROUND_LIGHT },
    { word: 'contrast_dark', colour: look.primary_dark, ground: GROUND_DARK },
  ] as const
  return (
    <section className={styles.part} aria-labelledby="look">
      <h2 id="look" className={styles.asked}>
        {w('look')}
      </h2>
      <div className={styles.look}>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made of the page itself */}
        <div
          role="img"
          aria-label={w('card_preview', { colour: primary })}
          className={styles.preview}
          style={{ background: look.brand, color: look.on_brand }}
        >
          {name}
        </div>
        <ColorInput
          label={w('colour')}
          description={w(look.changed ? 'colour_changed' : 'colour_as_asked')}
          format="hex"
          eyeDropperButtonProps={{ 'aria-label': w('pick_colour') }}
          swatches={OFFERED}
          swatchesPerRow={8}
          value={primary}
          onChange={(value) => /^#[0-9a-f]{6}$/i.test(value) && onTheme({ primary: value })}
        />
      </div>
      <ul className={styles.swatches}>
        {shown.map(({ word, colour, ground }) => (
          <li key={word} className={styles.swatch}>
            <span
              className={styles.sample}
              aria-hidden
              // What was asked may be unreadable: it is shown as a colour, not as words.
              style={
                word === 'contrast_asked' ? { background: colour } : { background: ground, color: colour }
              }
            >
              {word !== 'contrast_asked' && 'Aa'}
            </span>
            <span>{w(word)}</span>
            <span className={styles.soft}>{ratio(colour, ground)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
