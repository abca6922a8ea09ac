/** A bare node:http server that joins the page's bytes by hand. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createPool } from '../../src/db/connect.ts'
import { piecesOf, prepareFindBill, valuesOf } from '../bare-page.ts'
import { announce } from '../process.ts'

const { DATABASE_URL: url, PAGE: page } = process.env as { DATABASE_URL: string; PAGE: string }
const findBill = await prepareFindBill(createPool(url, { max: 20 }))
const pieces = piecesOf(readFileSync(page, 'utf8'))

const server = createServer(async (req, res) => {
  const values = valuesOf(await findBill(req.url!.slice('/p/'.length)))
  let body = ''
  for (const { text, name } of pieces) body += name ? text + values[name] : text
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.end(body)
})
await announce(server.listen(0, '127.0.0.1'))
