import { type Kysely, sql } from 'kysely'

/** The test bank's own page is where its disputes are answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table disputes drop constraint disputes_answer_url_check`.execute(db)
  await sql`alter table disputes add constraint disputes_answer_url_check
    check (answer_url ~ '^(https://|/banque-test/)')`.execute(db)
}
