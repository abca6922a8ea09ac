/** The logo of the demo merchant: a lamp. */
import sharp from 'sharp'
import { drawLogo, type Logo } from '../merchants/logo.ts'

const lamp = `
  <svg xmlns="http://www.w3.org/2000/svg" width="448" height="448" viewBox="0 0 56 56">
    <rect width="56" height="56" rx="12" fill="#8a4a06"/>
    <path d="M28 5v13" stroke="#f7d48a" stroke-width="2.5"/>
    <path d="M11 36a17 17 0 0 1 34 0z" fill="#f7d48a"/>
    <path d="M21 39.5a7 7 0 0 0 14 0z" fill="#fff"/>
  </svg>`

export async function drawDemoLogo(): Promise<Logo> {
  const drawn = await drawLogo(await sharp(Buffer.from(lamp)).png().toBuffer())
  if (!drawn.ok) throw new Error(`the demo's logo is ${drawn.problem}`)
  return drawn.value
}
