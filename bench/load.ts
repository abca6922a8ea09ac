/** Clients that send the next request as soon as the last one is answered, over keep-alive sockets. */
import { connect } from 'node:net'

export interface Load {
  port: number
  clients: number
  /** After which the last answers are waited for. */
  until: { seconds: number } | { answers: number }
  /** Returns a whole HTTP request. */
  next(): string
  /** The status that every answer must have. */
  status: number
}

/** Answers per second. Throws at the first answer with another status. */
export async function measureRate(load: Load): Promise<number> {
  const start = performance.now()
  const { until } = load
  let left = 'answers' in until ? until.answers : Number.POSITIVE_INFINITY
  const deadline = 'seconds' in until ? start + until.seconds * 1000 : Number.POSITIVE_INFINITY
  const goesOn = () => {
    left -= 1
    return left >= 0 && performance.now() < deadline
  }
  const counts = await Promise.all(Array.from({ length: load.clients }, () => askWhile(goesOn, load)))
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1000)
}

function askWhile(goesOn: () => boolean, { port, next, status }: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let answers = 0
    let bytesLeft = 0
    socket.on('connect', () => socket.write(next()))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server hung up')))
    socket.on('data', (piece) => {
      try {
        bytesLeft = bytesLeft === 0 ? bytesAfter(piece, status) : bytesLeft - piece.length
      } catch (error) {
        reject(error)
        return socket.destroy()
      }
      if (bytesLeft > 0) return
      answers += 1
      if (goesOn()) return socket.write(next())
      resolve(answers)
      return socket.destroy()
    })
  })
}

/** How many bytes of the answer follow its first piece, which contains all headers. */
function bytesAfter(piece: Buffer, status: number): number {
  const end = piece.indexOf('\r\n\r\n')
  const head = piece.toString('latin1', 0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (end < 0 || !length || !head.startsWith(`HTTP/1.1 ${status} `)) {
    throw new Error(`not what was asked for: ${piece.toString('latin1', 0, 500)}`)
  }
  return end + 4 + Number(length) - piece.length
}
