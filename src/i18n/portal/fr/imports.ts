import type { ImportStatus, RowProblem } from '../../../db/import-tables.ts'
import { formatAlternatives, formatCount } from '../../../domain/formats.ts'
import { languages } from '../../../domain/words.ts'

/** Importing many requests from a file. */
export const imports = {
  title: 'Importer des demandes',
  action: 'Importer',
  lead: 'Envoyez beaucoup de demandes à la fois, depuis un tableau. Chaque ligne est vérifiée, et vous voyez tout avant le premier envoi.',
  file: 'Fichier Excel (.xlsx) ou CSV',
  fileHint: (rows: number, megabytes: number) =>
    `Au plus ${formatCount(rows, 'fr')} lignes et ${megabytes} Mo.`,
  submit: 'Vérifier le fichier',
  howTo: 'Comment faire ?',
  steps: [
    'Téléchargez le modèle et ouvrez-le dans votre tableur, ou prenez un tableau que vous avez déjà : ses titres sont reconnus, et vous les vérifiez avant l’envoi.',
    'Écrivez une demande par ligne. Le destinataire est une adresse e-mail ou un numéro de mobile ; la langue, l’expiration et la référence sont facultatives.',
    'Enregistrez au format Excel (.xlsx) ou CSV, puis choisissez le fichier ici.',
  ],
  sampleAction: 'Télécharger le modèle',
  forgotten: (days: number) =>
    `Les lignes d’un fichier sont oubliées ${days} jours après la fin de son import ; un fichier jamais envoyé, ${days} jours après son dépôt.`,
  /** The headers a file may have in its first line, in any language of the portal. */
  columns: {
    amount: 'montant',
    recipient: 'destinataire',
    language: 'langue',
    description: 'description',
    expires_on: 'expiration',
    reference: 'référence',
  },
  sample: { first: 'Facture 2026-118, lampe Arc', second: 'Acompte, suspension en verre' },
  refused: {
    title: 'Rien n’est envoyé : le fichier est à corriger',
    missing: 'Choisissez un fichier Excel (.xlsx) ou CSV, par exemple demandes.xlsx.',
    too_large: (rows: number, megabytes: number) =>
      `Choisissez un fichier d’au plus ${megabytes} Mo et ${formatCount(rows, 'fr')} lignes : partagez celui-ci en plusieurs.`,
    too_many_parts: 'Choisissez un seul fichier.',
    not_csv:
      'Ce fichier n’est ni un classeur .xlsx ni un CSV, ou il est protégé par un mot de passe. Dans votre tableur, choisissez « Enregistrer sous », puis « Classeur Excel (.xlsx) » ou « CSV ».',
    broken_workbook:
      'Ce classeur est abîmé et ne se lit pas. Ouvrez-le dans votre tableur, enregistrez-le de nouveau, puis choisissez-le ici.',
    unfolds_too_much:
      'Ce classeur est trop gros une fois décompressé. Gardez la seule feuille des demandes, sans images, ou enregistrez-la au format CSV.',
    unreadable: (line: number) =>
      `Le fichier ne se lit plus à partir de la ligne ${line}. Mettez entre guillemets le texte qui en contient, et doublez-les : "Lampe 12"" noire".`,
    no_rows: 'Écrivez au moins une demande sous la ligne des titres.',
    too_many_rows: (rows: number) =>
      `Gardez au plus ${formatCount(rows, 'fr')} lignes : partagez ce fichier en plusieurs.`,
    header: 'Corrigez la ligne des titres.',
    lines: (lines: number, all: number) =>
      `Corrigez les lignes ci-dessous : ${lines} problème${lines > 1 ? 's' : ''}, ${all} ligne${all > 1 ? 's' : ''} lue${all > 1 ? 's' : ''}.`,
    linesTitle: 'À corriger',
    more: (count: number) => `Et ${formatCount(count, 'fr')} autres, visibles quand ceux-ci seront corrigés.`,
    again: 'Corrigez le fichier, enregistrez-le, puis choisissez-le de nouveau.',
  },
  header: {
    missing: (name: string) => `Il manque la colonne « ${name} ».`,
    unknown: (name: string) => `La colonne « ${name} » n’est pas connue. Reprenez les titres du modèle.`,
    twice: (name: string) => `La colonne « ${name} » est là deux fois. Gardez-en une.`,
    same: (name: string, other = '') =>
      `Les colonnes « ${name} » et « ${other} » disent la même chose. Gardez celle qui compte, ou changez le titre de l’autre.`,
  },
  /** The place of a problem: line, column, and what was typed. */
  place: (line: number, column: string) => `Ligne ${line}, ${column}`,
  lineOnly: (line: number) => `Ligne ${line}`,
  typed: (text: string) => `« ${text} »`,
  /** By field, as in the form: only those for which a file needs other words. */
  problems: {
    cell: {
      formula:
        'Cette case montre une erreur du tableur. Corrigez-la dans le tableur, ou élargissez sa colonne.',
      abridged:
        'Le tableur a abrégé ce numéro et perdu ses derniers chiffres. Donnez à la colonne le format Texte, puis écrivez de nouveau le numéro.',
    },
    line: {
      too_long:
        'Cette ligne a plus de cases que la ligne des titres. Mettez entre guillemets un texte qui contient le séparateur.',
    },
    channel: { unknown: 'Écrivez une adresse e-mail, par exemple lea.martin@exemple.fr.' },
    email: {
      empty: 'Écrivez une adresse e-mail ou un numéro de mobile, par exemple 06 12 34 56 78.',
      invalid: 'Écrivez une seule adresse e-mail complète, par exemple lea.martin@exemple.fr.',
    },
    phone: {
      invalid:
        'Écrivez une adresse e-mail, ou un numéro de mobile complet, par exemple 06 12 34 56 78. Un tableur retire le premier zéro : donnez à la colonne le format Texte.',
    },
    language: { unknown: `Écrivez ${formatAlternatives(languages, 'fr')}.` },
    expires_on: { unreadable: 'Écrivez une date, par exemple 31/12/2026.' },
  },
  /** When the content of the file does not tell in which encoding it is. */
  question: {
    title: 'Comment lire les accents ?',
    lead: (name: string) =>
      `Le fichier « ${name} » ne dit pas comment ses accents sont écrits. Choisissez la lecture qui est juste.`,
    encodings: {
      windows: 'Lu comme un fichier de Windows',
      latin9: 'Lu comme un fichier de Linux (Latin-9)',
      mac: 'Lu comme un fichier d’ancien Mac',
      dos: 'Lu comme un fichier « CSV (MS-DOS) »',
      'utf-8': 'Lu comme un fichier UTF-8',
    },
    choose: 'Lire ainsi',
    avoid:
      'Pour ne plus voir cette question, enregistrez le fichier au format Excel (.xlsx) ou « CSV UTF-8 ».',
  },
  /** How the file was understood, to be approved before it is sent. */
  reading: {
    title: 'Ce qui a été lu',
    sheet: 'Feuille',
    others: (count: number) =>
      count > 1
        ? `Les ${formatCount(count, 'fr')} autres feuilles sont laissées de côté.`
        : 'L’autre feuille est laissée de côté.',
    encoding: 'Accents',
    fields: {
      amount: 'Montant',
      recipient: 'Destinataire',
      email: 'Adresse e-mail',
      phone: 'Mobile, s’il n’y a pas d’adresse',
      language: 'Langue',
      description: 'Description',
      expires_on: 'Expiration',
      reference: 'Référence',
    },
    leftOut: 'Colonnes laissées de côté',
    quoted: (title: string) => `« ${title} »`,
    untitled: (place: number) => `colonne ${place + 1}, sans titre`,
    before: (count: number) =>
      count > 1
        ? `Les ${formatCount(count, 'fr')} premières lignes, avant les titres, sont laissées de côté.`
        : 'La première ligne, avant les titres, est laissée de côté.',
    hidden: (lines: string, count: number) =>
      count > 1
        ? `Les lignes ${lines}, masquées dans la feuille, sont laissées de côté. Affichez-les pour les envoyer aussi.`
        : `La ligne ${lines}, masquée dans la feuille, est laissée de côté. Affichez-la pour l’envoyer aussi.`,
    totals: (lines: string, count: number) =>
      count > 1
        ? `Les lignes ${lines} sont des totaux : elles sont laissées de côté.`
        : `La ligne ${lines} est un total : elle est laissée de côté.`,
    wrongTotal: (written: string, sum: string) =>
      `Le fichier annonce un total de ${written}, et ses lignes font ${sum}. Vérifiez que rien ne manque.`,
    completed: (lines: string, count: number) =>
      count > 1
        ? `Le tableur avait retiré le premier zéro ou le + des numéros des lignes ${lines} : ils sont remis. Vérifiez-les.`
        : `Le tableur avait retiré le premier zéro ou le + du numéro de la ligne ${lines} : il est remis. Vérifiez-le.`,
  },
  checked: {
    title: 'Vérifiez, puis envoyez',
    summary: (count: number, amount: string) =>
      `${formatCount(count, 'fr')} demande${count > 1 ? 's' : ''}, ${amount} en tout`,
    emails: 'Par e-mail',
    texts: 'Par SMS',
    textsCount: (texts: number, segments: number) =>
      segments > texts
        ? `${formatCount(texts, 'fr')}, facturés comme ${formatCount(segments, 'fr')}`
        : `${formatCount(texts, 'fr')}`,
    file: 'Fichier',
    mode: 'Mode',
    rowsTitle: 'Les premières lignes',
    more: (count: number) => `Et ${formatCount(count, 'fr')} autres.`,
    until: (day: string) => `Payable jusqu’au ${day}`,
    twinLines: 'Des lignes se ressemblent : même destinataire, même montant, même texte. Est-ce voulu ?',
    twinLine: (lines: string) => `Lignes ${lines}`,
    twin: (when: string) =>
      `Ce fichier a déjà été envoyé : ${when}. L’envoyer de nouveau crée de nouvelles demandes.`,
    slow: (most: number) =>
      `Au plus ${formatCount(most, 'fr')} demandes partent par heure : la suite part d’elle-même, sans que vous ayez rien à faire.`,
    submit: (count: number) => `Envoyer ${formatCount(count, 'fr')} demande${count > 1 ? 's' : ''}`,
    other: 'Choisir un autre fichier',
  },
  running: {
    title: 'L’import est en cours',
    progress: 'Demandes créées',
    count: (done: number, all: number) => `${formatCount(done, 'fr')} sur ${formatCount(all, 'fr')}`,
    leave: 'Vous pouvez fermer cette page : l’envoi continue.',
    waiting: (when: string) => `Une limite est atteinte. La suite part d’elle-même : ${when}.`,
    reload: 'Actualiser',
    stop: 'Arrêter l’envoi du reste',
  },
  ended: {
    title: { done: 'L’import est terminé', stopped: 'L’import est arrêté' },
    created: 'Demandes créées',
    refused: 'Lignes refusées',
    notSent: 'Lignes non envoyées',
    toList: 'Voir les demandes de ce jour',
    another: 'Importer un autre fichier',
    refusedTitle: 'Lignes refusées, et pourquoi',
    more: (count: number) => `Et ${formatCount(count, 'fr')} autres.`,
  },
  /** Why a line was refused when it was its turn to be sent. */
  refusals: {
    suppressed:
      'Un message précédent à ce destinataire a été refusé. Vérifiez l’adresse, puis demandez ce paiement à la main.',
    too_many:
      'Cinq messages étaient déjà partis vers ce destinataire en une heure. Demandez ce paiement plus tard, à la main ou dans un autre fichier.',
    outdated:
      'La date d’expiration était passée quand le tour de la ligne est venu. Donnez-lui une autre date.',
  } satisfies Record<RowProblem, string>,
  past: {
    title: 'Imports précédents',
    columns: { file: 'Fichier', lines: 'Lignes', when: 'Déposé', status: 'État', amount: 'Total' },
    lines: (count: number) => `${formatCount(count, 'fr')} ligne${count > 1 ? 's' : ''}`,
  },
  statuses: {
    checked: 'À envoyer',
    running: 'En cours',
    stopped: 'Arrêté',
    done: 'Terminé',
  } satisfies Record<ImportStatus, string>,
}
