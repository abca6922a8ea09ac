/** What a merchant may keep to fill the form of a request with. */
export const mostTemplates = 20
/** In characters. */
export const longestTemplateName = 60
