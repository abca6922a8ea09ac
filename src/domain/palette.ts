/**
 * Colours, spaces, radii and sizes of text, each written once: style sheets, icons and e-mails read them here.
 * In CSS `accentDeep` is `--accent-deep`. docs/design.md says what each is for.
 */

const white = '#ffffff'
const everywhere = {
  /** The background of logos and QR codes, also in the dark scheme. */
  white,
  /** The marks of cards, on white in both schemes. */
  visa: '#1434cb',
  mastercardRed: '#eb001b',
  mastercardOrange: '#ff5f00',
  mastercardYellow: '#f79e1b',
  amex: '#016fd0',
  shadow: '0 1px 2px rgb(20 22 40 / 6%), 0 12px 32px -12px rgb(20 22 40 / 18%)',
  backdrop: 'rgb(20 22 40 / 50%)',
}

const light = {
  ...everywhere,
  paper: '#f6f4ee',
  sheet: '#fffefb',
  ink: '#1d2233',
  quiet: '#5a6075',
  line: '#dedacd',
  field: '#83879a',
  accent: '#14553f',
  accentDeep: '#0e4030',
  onAccent: white,
  wash: '#e6f0ea',
  wait: '#7a4b00',
  waitWash: '#fbf0d9',
  stop: '#9d1c2b',
  stopWash: '#fbe6e6',
}

export type Colours = Record<keyof typeof light, string>

const dark: Colours = {
  ...everywhere,
  paper: '#14161c',
  sheet: '#1c1f28',
  ink: '#eceae3',
  quiet: '#a9aec0',
  line: '#343946',
  field: '#767c90',
  accent: '#7fd1ab',
  accentDeep: '#9be0bf',
  onAccent: '#0c2018',
  wash: '#1d3329',
  wait: '#f1bd5e',
  waitWash: '#372a12',
  stop: '#ff9a9f',
  stopWash: '#3d1b20',
}

/** Printed pages use the light colours, except for these. */
const print: Partial<Colours> = {
  paper: white,
  sheet: white,
  ink: '#000000',
  quiet: '#444444',
  line: '#999999',
  wait: '#000000',
  shadow: 'none',
}

export const palette = { light, dark, print }

/** Text on a merchant's accent in the dark scheme, where the accent is bright. */
export const darkestInk = '#0c0e12'

/** The test bank plays another company, so on purpose it does not look like us. */
export const bankPalette = {
  light: {
    paper: '#e8f0f8',
    sheet: white,
    ink: '#14263a',
    quiet: '#4a5f76',
    line: '#c3d2e2',
    accent: '#17568f',
    onAccent: white,
    wait: '#4d3800',
    waitWash: '#fff4d1',
  },
  dark: {
    paper: '#0c1722',
    sheet: '#152433',
    ink: '#e6eef6',
    quiet: '#a9bccf',
    line: '#35495d',
    accent: '#8cc3f5',
    onAccent: '#0a1f33',
    wait: '#ffe9ad',
    waitWash: '#3b3112',
  },
}

/** In rem. */
export const spaces = { s1: 0.25, s2: 0.5, s3: 0.75, s4: 1, s5: 1.25, s6: 1.5, s7: 2, s8: 2.5, s9: 3 }

/** In px, in this order: a mark, the focus ring, a field or button, a sheet, a dialog, a screen. */
export const radii = { r1: 2, r2: 4, r3: 8, r4: 10, r5: 14, r6: 20 }

/** In rem. */
export const textSizes = {
  t1: 0.75,
  t2: 0.8125,
  t3: 0.875,
  t4: 0.9,
  t5: 0.9375,
  t6: 1,
  t7: 1.05,
  t8: 1.1,
  t9: 1.15,
  t10: 1.2,
  t11: 1.25,
  t12: 1.3,
  t13: 1.4,
  t14: 1.5,
  t15: 1.6,
  t16: 1.65,
  t17: 1.9,
  t18: 2.1,
  t19: 2.75,
  t20: 3.2,
}

export const fonts = {
  serif: "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Sitka Text', Cambria, Georgia, serif",
  sans: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif",
  mono: "ui-monospace, Menlo, Consolas, 'Liberation Mono', monospace",
  bank: "Verdana, 'DejaVu Sans', sans-serif",
}

type Size = keyof typeof spaces | keyof typeof radii | keyof typeof textSizes

/**
 * Spaces, radii and text sizes for e-mails, in whole pixels: many mail clients support neither `rem` nor custom
 * properties.
 */
export const pixels = Object.fromEntries([
  ...Object.entries({ ...spaces, ...textSizes }).map(([name, rem]) => [name, `${Math.round(rem * 16)}px`]),
  ...Object.entries(radii).map(([name, px]) => [name, `${px}px`]),
]) as Record<Size, string>
