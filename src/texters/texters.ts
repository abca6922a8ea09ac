import type { Config } from '../config/config.ts'
import type { Db } from '../db/connect.ts'
import type { Texter } from '../domain/texter.ts'
import { createLocalTexter } from './local.ts'
import { createVonageTexter } from './vonage.ts'

export function createTexter(db: Db, config: Config): Texter {
  return config.vonage ? createVonageTexter(config.vonage) : createLocalTexter(db)
}
