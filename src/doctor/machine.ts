/** The machine: the queue of work, the disk, the backups. */
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/connect.ts'
import { doubtful, type Finding, fine, wrong } from './finding.ts'
import { readQueue } from './store.ts'

const longestWaitSeconds = 5 * 60

export async function checkQueue(db: Db): Promise<Finding> {
  const { waiting, oldest_seconds, failed } = await readQueue(db)
  const said = `Jobs that wait: ${waiting}, the oldest for ${oldest_seconds} s`
  if (oldest_seconds > longestWaitSeconds)
    return wrong(`${said}: nobody does them`, 'Start npm run worker, or leave WORKER out for the web process')
  if (failed > 0)
    return doubtful(
      `${said}; that failed for good this week: ${failed}`,
      'Look for "a job failed" in the log',
    )
  return fine(said)
}

const [leastShare, doubtfulShare] = [0.05, 0.15]

export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(folder)
  const share = bavail / blocks
  const said = `${Math.round((bavail * bsize) / 1e9)} GB of the disk of ${folder} are free (${Math.round(share * 100)} %)`
  if (share < leastShare)
    return wrong(said, 'Make room: a full disk stops the service, and its database if it is there')
  return share < doubtfulShare ? doubtful(said, 'Make room soon') : fine(said)
}

const backupHours = 26

/** The newest file of `folder`. */
export async function checkBackups(folder: string): Promise<Finding> {
  const files = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))))
  const newest = Math.max(...files.filter((file) => file.isFile()).map(({ mtimeMs }) => mtimeMs))
  const mend = 'Run the backup, and find out why it did not run: docs/operations.md'
  if (newest === -Infinity) return wrong(`${folder} holds no backup`, mend)
  const hours = Math.round((Date.now() - newest) / 3_600_000)
  const said = `The last backup in ${folder} is ${hours} hours old`
  return hours > backupHours ? wrong(said, mend) : fine(said)
}
