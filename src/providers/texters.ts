import type { Config } from '../config/config.ts'
import type { Db } from '../db/connect.ts'
import type { Texter } from '../domain/texter.ts'
import { createLocalTexter } from './local/texter.ts'
import { createVonageTexter } from './vonage/texter.ts'

export function createTexter(db: Db, config: Config): Texter {
  return config.vonage ? createVonageTexter(config.vonage) : createLocalTexter(db)
}
