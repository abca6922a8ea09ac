/** The account a fresh machine comes with; it never exists in production. */
export const demo = { email: 'demo@atelier-lumiere.example', password: 'pour acquit 2026' }
