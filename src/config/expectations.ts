/** What each variable should be: part of the message when the process refuses to start. */
import { providerExpectations } from './providers.ts'

export const expectations: Record<string, string> = {
  NODE_ENV: 'production; elsewhere left out, development or test',
  PORT: 'a port number, such as 3000',
  HOST: 'an address to listen on, such as 0.0.0.0',
  PUBLIC_URL: 'the public address of the service, without a path, such as https://payer.example.fr',
  APP_SECRET: 'a secret of at least 32 characters, such as the output of: openssl rand -base64 48',
  APP_SECRET_PREVIOUS:
    'left out; the former APP_SECRET while it is being changed; or lost, if nobody has it any more',
  DATABASE_URL: 'the address of a PostgreSQL database, such as postgres://user:password@host:5432/acquit',
  DATABASE_POOLER: 'transaction when DATABASE_URL leads to a pooler of transactions; else left out',
  DATABASE_DIRECT_URL:
    'the address of the same database without the pooler, such as postgres://user:password@host:5432/acquit',
  DATABASE_REPLICA_URL:
    'left out; or the address of a streaming replica, such as postgres://user:password@replica:5432/acquit',
  OPERATOR_NAME: 'who runs the service, for the legal pages, such as Atelier Numérique SARL',
  OPERATOR_ADDRESS: 'their postal address on one line, such as 12 rue des Forges, 25000 Besançon',
  SUPPORT_EMAIL: 'the address of a mailbox that somebody reads, such as aide@example.fr',
  MAIL_FROM: 'the address messages are sent from, such as ne-pas-repondre@example.fr',
  MAILER: 'postmark or smtp (outside production also local)',
  TEXTER: 'vonage, or none to offer no SMS (outside production also local)',
  SIGNUP: 'open, invitation or closed',
  METRICS_PORT:
    'left out; or a port of this machine, not that of PORT, such as 9464; or an address and a port, such as 10.0.0.5:9464',
  WORKER: 'inline or off',
  TRUST_PROXY: 'addresses or ranges of the proxy, such as 10.0.0.1,192.168.0.0/16',
  RETENTION_MONTHS: 'a number of months from 13, for refunds and disputes, to 120',
  SMS_COUNTRIES: 'two-letter countries, such as FR,BE,CH',
  ...providerExpectations,
}
