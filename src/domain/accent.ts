/** A merchant's colour: whether customers can read it, and the shades that pages and e-mails make of it. */
import { darkestInk, palette } from './palette.ts'

/** The two backgrounds of the palette against which an accent has the lowest contrast. */
const lightPaper = palette.light.paper
const darkSheet = palette.dark.sheet

/**
 * The accent is the colour of links and the background of the button's text, so it needs the contrast of text (WCAG
 * 2.2, 1.4.3).
 */
const leastContrast = 4.5
/** On dark backgrounds we ask for more than 4.5, because a colour that only just passes looks dull. */
const darkContrast = 6

/** The accent of a merchant who has not chosen one. */
export const houseAccent = palette.light.accent

/** A `Parsed` that also says how far the colour is from what is due. */
export type ParsedAccent =
  | { ok: true; value: string; contrast: number }
  | { ok: false; problem: 'contrast'; contrast: number; nearest: string }
  | { ok: false; problem: 'unreadable' }

/**
 * Takes `B4232A` or `#b4232a`. `contrast` is measured against light paper. `nearest` is the closest darker shade that
 * passes.
 */
export function parseAccent(typed: string): ParsedAccent {
  const [, digits] = /^\s*#?([0-9a-f]{6})\s*$/i.exec(typed) ?? []
  if (!digits) return { ok: false, problem: 'unreadable' }
  const accent = `#${digits.toLowerCase()}`
  const contrast = contrastOf(accent, lightPaper)
  if (contrast >= leastContrast) return { ok: true, value: accent, contrast }
  return { ok: false, problem: 'contrast', contrast, nearest: darken(accent) }
}

/**
 * The palette with this accent. On light paper the accent is used as it is; on dark paper a brighter one of the same
 * hue.
 */
export function coloursOf(accent: string): typeof palette {
  if (accent === houseAccent) return palette
  const { light, dark, print } = palette
  const bright = brighten(accent)
  return {
    light: {
      ...light,
      accent,
      accentDeep: scale(accent, 0.7),
      wash: mix(accent, lightPaper, 0.9),
    },
    dark: {
      ...dark,
      accent: bright,
      accentDeep: mix(bright, dark.white, 0.3),
      wash: mix(bright, darkSheet, 0.88),
      onAccent: darkestInk,
    },
    print,
  }
}

/** WCAG 2.2 contrast ratio: from 1 (the same colour) to 21 (black on white). */
export function contrastOf(one: string, other: string): number {
  const [dark, light] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

/** Darkens the colour until its contrast is high enough. */
function darken(colour: string): string {
  const most = (luminanceOf(lightPaper) + 0.05) / leastContrast - 0.05
  return scale(colour, most / luminanceOf(colour))
}

/** Raises the brightness first; when it cannot rise any more, makes the colour paler. */
function brighten(colour: string): string {
  const least = (luminanceOf(darkSheet) + 0.05) * darkContrast - 0.05
  const light = toLight(colour)
  const brighter = Math.min(least / luminanceOf(colour), 1 / Math.max(...light))
  const full = Math.max(...light) > 0 ? light.map((one) => one * brighter) : light
  const missing = (least - weigh(full)) / (1 - weigh(full))
  return toHex(
    full.map((one) => one + (1 - one) * missing),
    Math.ceil,
  )
}

const scale = (colour: string, factor: number) =>
  toHex(
    toLight(colour).map((one) => one * factor),
    Math.floor,
  )

/** `share` is the part of `other` in the mixture, from 0 to 1. */
function mix(one: string, other: string, share: number): string {
  const [from, to] = [bytesOf(one), bytesOf(other)]
  return hexOf(from.map((byte, at) => Math.round(byte + (to[at]! - byte) * share)))
}

const luminanceOf = (colour: string) => weigh(toLight(colour))

const weigh = ([red, green, blue]: number[]) => 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!

/** Converts sRGB values to linear light, and back. */
function toLight(colour: string): number[] {
  return bytesOf(colour).map((byte) => {
    const value = byte / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
}

function toHex(light: number[], round: (value: number) => number): string {
  const values = light.map((one) => (one <= 0.0031308 ? one * 12.92 : 1.055 * one ** (1 / 2.4) - 0.055))
  return hexOf(values.map((value) => Math.min(255, Math.max(0, round(value * 255)))))
}

const bytesOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

const hexOf = (bytes: number[]) => `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
