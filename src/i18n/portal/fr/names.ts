/** What a name can be misread as. `example`: a name that will do. */
export const nameProblems = (example: string) => ({
  link: `Ce nom se lit comme un lien. Retirez l’adresse du site, ou mettez une espace après le point, par exemple ${example}.`,
  address: `Ce nom se lit comme une adresse e-mail. Saisissez-le sans « @ », par exemple ${example}.`,
  phone: `Ce nom se lit comme un numéro de téléphone. Retirez ce numéro, par exemple ${example}.`,
  platform: `Ce nom se lit comme celui de notre service. Saisissez le vôtre, par exemple ${example}.`,
  alphabets: `Ce nom mêle les lettres de deux alphabets. Saisissez-le dans un seul, par exemple ${example}.`,
})
