/** The component kit, dressed in tokens.css: the kit's own variables point at ours, and nothing is said twice. */
import {
  Badge,
  Button,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  InputWrapper,
  Modal,
  Tooltip,
} from '@mantine/core'
import type {
  CSSVariablesResolver,
  MantineColorScheme,
  MantineColorSchemeManager,
  MantineColorsTuple,
} from '@mantine/core'
import { scheme, setScheme, subscribeScheme } from './scheme.ts'

const green: MantineColorsTuple = [
  '#eef5f1',
  '#d9e9e1',
  '#b3d3c4',
  '#88bba3',
  '#5f9f83',
  '#3d8266',
  '#2b6d54',
  '#1f5c46',
  '#174735',
  '#0f3226',
]
const clay: MantineColorsTuple = [
  '#fbeee9',
  '#f5d9d0',
  '#ebb5a5',
  '#e08f78',
  '#d77057',
  '#c8553d',
  '#b04530',
  '#933826',
  '#762c1e',
  '#5b2217',
]
const warmGrey: MantineColorsTuple = [
  '#fbfaf7',
  '#f4f1eb',
  '#e6e1d7',
  '#d5cec1',
  '#b8b0a2',
  '#8d867a',
  '#6b665d',
  '#4e4b45',
  '#33322e',
  '#1c2321',
]
const warmDark: MantineColorsTuple = [
  '#eceae5',
  '#cfd1ce',
  '#aab0ae',
  '#717b84',
  '#4a525a',
  '#2e343a',
  '#23282d',
  '#1b1f23',
  '#14171a',
  '#101316',
]

/** The six sizes; 'xs' to 'xl' of the kit and one more for figures (var(--text-6)). */
const fontSizes = {
  xs: 'var(--text-1)',
  sm: 'var(--text-2)',
  md: 'var(--text-3)',
  lg: 'var(--text-4)',
  xl: 'var(--text-5)',
}

const heading = (fontSize: string) => ({ fontSize, lineHeight: 'var(--leading-tight)' })

/** One height for what stands on one line, and 16 px in every field: below that, phones zoom in on it. */
const line = { '--input-height': '2.5rem', '--input-fz': 'var(--text-3)' }
const sized = {
  Input: Input.extend({
    vars: (_, { size }) => ({ wrapper: size === undefined || size === 'sm' ? line : {} }),
  }),
  Button: Button.extend({
    vars: (_, { size }) => ({
      root: size === undefined ? { '--button-height': '2.5rem', '--button-fz': 'var(--text-3)' } : {},
    }),
  }),
  InputWrapper: InputWrapper.extend({
    styles: {
      label: { fontSize: 'var(--text-2)', marginBottom: 'var(--space-half)' },
      description: { fontSize: 'var(--text-2)' },
      error: { fontSize: 'var(--text-2)' },
    },
  }),
}

export const theme = createTheme({
  primaryColor: 'green',
  colors: { green, clay, gray: warmGrey, dark: warmDark },
  white: '#ffffff',
  black: '#1c2321',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '10px', xl: '999px' },
  spacing: {
    xs: 'var(--space-1)',
    sm: '0.75rem',
    md: 'var(--space-2)',
    lg: 'var(--space-3)',
    xl: 'var(--space-4)',
  },
  fontFamily: 'var(--font)',
  fontSizes,
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.4', xl: '1.3' },
  shadows: {
    xs: 'var(--shadow)',
    sm: 'var(--shadow)',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: heading('var(--text-5)'),
      h2: heading('var(--text-4)'),
      h3: heading('var(--text-3)'),
      h4: heading('var(--text-3)'),
      h5: heading('var(--text-2)'),
      h6: heading('var(--text-1)'),
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    if (input.variant === 'filled' && (!input.color || input.color === 'green'))
      return {
        background: 'var(--primary)',
        hover: 'var(--primary-hover)',
        color: 'var(--on-primary)',
        border: '1px solid transparent',
      }
    if (input.variant === 'filled' && input.color === 'red')
      return {
        background: 'var(--danger)',
        hover: 'var(--danger)',
        color: 'var(--on-danger)',
        border: 'none',
      }
    return defaultVariantColorsResolver(input)
  },
  components: {
    ...sized,
    Badge: Badge.extend({
      defaultProps: { variant: 'light', size: 'lg', radius: 'sm' },
      styles: {
        root: {
          textTransform: 'none',
          flexShrink: 0,
          fontSize: 'var(--text-1)',
          fontWeight: 600,
          letterSpacing: 0,
        },
      },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 160 } },
      styles: {
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
        title: { fontSize: 'var(--text-4)', fontWeight: 650, lineHeight: 'var(--leading-tight)' },
      },
    }),
    ModalOverlay: { defaultProps: { blur: 0, backgroundOpacity: 0.4 } },
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: true } }),
  },
})

/** One side for both schemes: tokens.css already holds light and dark. */
const shared = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-anchor': 'var(--primary)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--primary)',
  '--mantine-primary-color-filled-hover': 'var(--primary-hover)',
  '--mantine-primary-color-light': 'var(--primary-tint)',
  '--mantine-primary-color-light-hover': 'var(--primary-tint)',
  '--mantine-primary-color-light-color': 'var(--primary)',
  '--mantine-primary-color-contrast': 'var(--on-primary)',
  '--mantine-color-green-text': 'var(--primary)',
  '--mantine-color-green-filled': 'var(--primary)',
  '--mantine-color-green-filled-hover': 'var(--primary-hover)',
  '--mantine-color-green-light': 'var(--primary-tint)',
  '--mantine-color-green-light-hover': 'var(--primary-tint)',
  '--mantine-color-green-light-color': 'var(--primary)',
  '--mantine-color-green-outline': 'var(--primary)',
  '--mantine-color-green-outline-hover': 'var(--primary-tint)',
  '--mantine-color-red-filled': 'var(--danger)',
  '--mantine-color-red-light': 'var(--danger-tint)',
  '--mantine-color-red-light-color': 'var(--danger)',
  '--mantine-color-red-outline': 'var(--danger)',
  '--mantine-color-red-text': 'var(--danger)',
  '--mantine-color-clay-filled': 'var(--accent)',
  '--mantine-color-clay-light': 'var(--accent-tint)',
  '--mantine-color-clay-light-color': 'var(--accent-ink)',
  '--mantine-color-clay-text': 'var(--accent-ink)',
  '--mantine-color-yellow-light': 'var(--warning-tint)',
  '--mantine-color-yellow-light-color': 'var(--warning)',
  '--mantine-color-yellow-text': 'var(--warning)',
  '--mantine-color-teal-light': 'var(--positive-tint)',
  '--mantine-color-teal-light-color': 'var(--positive)',
  '--mantine-color-teal-text': 'var(--positive)',
  '--mantine-color-gray-light': 'var(--hover)',
  '--mantine-color-gray-light-color': 'var(--ink-soft)',
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
})

/** The kit follows scheme.ts, so that the card, which has no kit, is switched the same way. */
export const schemeManager: MantineColorSchemeManager = (() => {
  let stop: () => unknown = () => {}
  return {
    get: () => scheme(),
    set: (value: MantineColorScheme) => setScheme(value),
    subscribe: (onUpdate) => {
      stop = subscribeScheme(() => onUpdate(scheme()))
    },
    unsubscribe: () => void stop(),
    clear: () => setScheme('auto'),
  }
})()
