import sharp from 'sharp'
import t from 'tap'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { signIn } from '../../fixtures/client.ts'
import { findLogo, png, uploadLogo } from '../../fixtures/logos.ts'
import { forgetCounts } from '../../fixtures/security/rows.ts'

const noise = { mean: 128, sigma: 90, type: 'gaussian' } as const
const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => forgetCounts(world))

t.test('what is kept is drawn anew: bounded, upright, and without what the camera wrote', async (t) => {
  const exif = { IFD0: { Copyright: 'secret-canary', ImageDescription: 'secret-canary' } }
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#888', noise } })
    .blur(4)
    .jpeg()
    .withExif(exif)
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const transparent = await sharp({ create: { width: 30, height: 20, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  const loud = await sharp({ create: { width: 320, height: 112, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer()
  const cmyk = await sharp(png).toColourspace('cmyk').jpeg().toBuffer()
  const sizes = { photo: [42, 56], transparent: [30, 20], loud: [160, 56], cmyk: [160, 53] }
  for (const [name, file] of Object.entries({ photo, transparent, loud, cmyk })) {
    t.equal((await uploadLogo(world, portal, file, { name: `../../${name}.exe` })).statusCode, 303, name)
    const { logo, logo_width, logo_height } = await findLogo(db, merchant)
    t.strictSame([logo_width, logo_height], sizes[name as keyof typeof sizes], name)
    t.ok(logo!.length <= 2048, `${name}: ${logo!.length} bytes`)
    const { exif: kept, icc, xmp, hasAlpha, width } = await sharp(logo!).metadata()
    t.notOk(kept || icc || xmp || hasAlpha, name)
    t.ok(width <= 320, name)
    t.notMatch(logo!.toString('latin1'), 'secret-canary', name)
  }
  t.match(photo.toString('latin1'), 'secret-canary')
})
