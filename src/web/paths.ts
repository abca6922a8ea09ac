/** Every URL of the system, and the patterns for the router. People see paths, so they are French. */
export const paths = {
  signIn: '/connexion',
  signInCode: '/connexion/code',
  signOut: '/deconnexion',
  signUp: '/inscription',
  signUpSent: '/inscription/envoi',
  confirmation: '/inscription/confirmation',
  confirmSignUp: (token: string) => `/inscription/confirmation?token=${token}`,
  forgottenPassword: '/mot-de-passe/oubli',
  resetSent: '/mot-de-passe/envoi',
  password: '/mot-de-passe/nouveau',
  newPassword: (token: string) => `/mot-de-passe/nouveau?token=${token}`,
  account: '/compte',
  changeEmail: '/compte/adresse',
  confirmEmail: '/compte/adresse/confirmation',
  emailLink: (token: string) => `/compte/adresse/confirmation?token=${token}`,
  changePassword: '/compte/mot-de-passe',
  secondFactor: '/compte/second-facteur',
  secondFactorActivation: '/compte/second-facteur/activation',
  endSession: (session: { id: string }) => `/compte/sessions/${session.id}/fin`,
  endSessions: '/compte/sessions/fin',
  mode: '/mode',
  language: '/langue',
  requests: '/paiements',
  export: '/paiements.csv',
  imports: '/paiements/import',
  importTemplate: '/paiements/import/modele.csv',
  import: (one: { id: string }) => `/paiements/import/${one.id}`,
  importSending: (one: { id: string }) => `/paiements/import/${one.id}/envoi`,
  importStop: (one: { id: string }) => `/paiements/import/${one.id}/arret`,
  /** The list, or its export, without empty parameters. */
  filtered: (values: Record<string, string>, path = '/paiements') => {
    const given = Object.entries(values).filter(([, value]) => value !== '')
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
  },
  changes: '/paiements/changements',
  newRequest: '/paiements/nouveau',
  preview: '/paiements/apercu',
  suggestions: '/paiements/destinataires',
  request: (request: { id: string }) => `/paiements/${request.id}`,
  requestChanges: (request: { id: string }) => `/paiements/${request.id}/changements`,
  history: (request: { id: string }) => `/paiements/${request.id}/suivi`,
  cancellation: (request: { id: string }) => `/paiements/${request.id}/annulation`,
  settlement: (request: { id: string }) => `/paiements/${request.id}/reglement-autrement`,
  reopening: (request: { id: string }) => `/paiements/${request.id}/reglement-autrement/retrait`,
  copy: (request: { id: string }) => `/paiements/${request.id}/copie`,
  refunds: (request: { id: string }) => `/paiements/${request.id}/remboursements`,
  operations: '/operations',
  operationsFile: '/operations.csv',
  activity: '/activite',
  team: '/equipe',
  personRole: (person: { id: string }) => `/equipe/${person.id}/role`,
  personRemoval: (person: { id: string }) => `/equipe/${person.id}/retrait`,
  departure: '/equipe/depart',
  invitations: '/equipe/invitations',
  newInvitation: '/equipe/invitations/nouvelle',
  invitationSending: (invitation: { id: string }) => `/equipe/invitations/${invitation.id}/envois`,
  invitationRemoval: (invitation: { id: string }) => `/equipe/invitations/${invitation.id}/retrait`,
  /** The link in the e-mail. */
  invitation: '/invitation',
  acceptance: (token: string) => `/invitation?token=${token}`,
  customerData: '/donnees-clients',
  customerDataFile: '/donnees-clients/fichier',
  customerErasure: '/donnees-clients/effacement',
  closing: '/fermeture',
  merchants: '/entreprises',
  newMerchant: '/entreprises/nouvelle',
  merchantChoice: '/entreprises/choix',
  settings: '/reglages',
  gatewayKeys: (gateway: string) => `/reglages/${gateway}`,
  gatewayKeysRemoval: (gateway: string) => `/reglages/${gateway}/retrait`,
  settingsPreview: '/reglages/apercu',
  settingsPreviewPage: '/reglages/apercu/paiement',
  settingsPreviewEmail: '/reglages/apercu/e-mail',
  settingsLogo: '/reglages/logo',
  settingsLogoRemoval: '/reglages/logo/retrait',
  stopReminders: (request: { id: string }) => `/paiements/${request.id}/arret-des-rappels`,
  sendAgain: (request: { id: string }) => `/paiements/${request.id}/envois`,
  pay: (request: { token: string }) => `/p/${request.token}`,
  payment: (request: { token: string }) => `/p/${request.token}/paiement`,
  verification: (request: { token: string }) => `/p/${request.token}/verification`,
  receipt: (request: { token: string }) => `/p/${request.token}/recu`,
  /** The URL contains the hash of the picture, so its content never changes. */
  logo: (letterhead: { logo_hash: string | null }) => `/logo/${letterhead.logo_hash}`,
  /** A script, style sheet or icon: `site.css`. */
  asset: (name: string) => `/public/${name}`,
  /** The pay page's style sheet in a colour: `14553f.css`. */
  paySheet: (name: string) => `/public/pay/${name}`,
  testBank: (charge: { id: string }) => `/banque-test/${charge.id}`,
  testBankDispute: (dispute: { id: string }) => `/banque-test/contestations/${dispute.id}`,
  localMessages: '/messages-locaux',
  localMessageHtml: (message: { id: string }) => `/messages-locaux/${message.id}`,
  legal: '/mentions-legales',
  privacy: '/confidentialite',
  accessibility: '/accessibilite',
  postmarkWebhook: '/webhooks/postmark',
  vonageWebhook: '/webhooks/vonage',
  gatewayWebhook: (gateway: string, merchant: { id: string }) => `/webhooks/${gateway}/${merchant.id}`,
  health: '/sante',
  /** A path where nothing is. */
  unknown: '/introuvable',
  home: '/',
}

/** The patterns for the router: the same paths, with a parameter in place of each identifier. */
export const patterns = {
  localMessageHtml: paths.localMessageHtml({ id: ':id' }),
  pay: paths.pay({ token: ':token' }),
  receipt: paths.receipt({ token: ':token' }),
  verification: paths.verification({ token: ':token' }),
  payment: paths.payment({ token: ':token' }),
  personRole: paths.personRole({ id: ':person' }),
  personRemoval: paths.personRemoval({ id: ':person' }),
  invitationSending: paths.invitationSending({ id: ':invitation' }),
  invitationRemoval: paths.invitationRemoval({ id: ':invitation' }),
  endSession: paths.endSession({ id: ':id' }),
  refunds: paths.refunds({ id: ':id' }),
  logo: paths.logo({ logo_hash: ':hash' }),
  import: paths.import({ id: ':id' }),
  importSending: paths.importSending({ id: ':id' }),
  importStop: paths.importStop({ id: ':id' }),
  requestChanges: paths.requestChanges({ id: ':id' }),
  request: paths.request({ id: ':id' }),
  history: paths.history({ id: ':id' }),
  copy: paths.copy({ id: ':id' }),
  cancellation: paths.cancellation({ id: ':id' }),
  settlement: paths.settlement({ id: ':id' }),
  reopening: paths.reopening({ id: ':id' }),
  sendAgain: paths.sendAgain({ id: ':id' }),
  stopReminders: paths.stopReminders({ id: ':id' }),
  paySheet: paths.paySheet(':name'),
  testBank: paths.testBank({ id: ':id' }),
  testBankDispute: paths.testBankDispute({ id: ':id' }),
  gatewayWebhook: (gateway: string) => paths.gatewayWebhook(gateway, { id: ':merchant' }),
}

/** The path of a step of signing in that leads to the page `next` afterwards, or to the list. */
export function withNext(path: string, next: string): string {
  const isUsual = ['', '/', paths.requests].includes(next)
  return isUsual ? path : `${path}?next=${encodeURIComponent(next)}`
}

/** The path that was asked for, if it is on this site; otherwise the list (S15). */
export function ownPath(asked: string): string {
  const here = 'http://here.invalid'
  const url = URL.parse(asked, here)
  // The path of `/.//evil.example` would be read as another site's address.
  const isOwn = url?.origin === here && asked.startsWith('/') && !url.pathname.startsWith('//')
  return isOwn ? url.pathname + url.search : paths.requests
}
