/** The demo account of a machine without DATABASE_URL. It never exists in production. */
export const demo = { email: 'demo@atelier-lumiere.example', password: 'pour acquit 2026' }
