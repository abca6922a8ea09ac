import type { CustomerCatalogue } from './fr.ts'

export const de = {
  languageName: 'Deutsch',
  deadline: (day: string, time: string) => `${day}, ${time} Uhr, Pariser Zeit`,
  shortDeadline: (day: string, time: string) => `${day}, ${time} Pariser Zeit`,
  shortestDeadline: (day: string, time: string) => `${day} ${time} Paris`,
  part: (part: number, of: number) => `Zahlung ${part} von ${of}`,
  footer: {
    unknownMerchant:
      'Sie kennen diesen Händler nicht? Zahlen Sie nicht und kontaktieren Sie ihn auf anderem Weg.',
    suspiciousSms: 'Verdächtige SMS in Frankreich erhalten? Leiten Sie sie an 33700 weiter.',
    report: 'Diese Anforderung melden',
    about: 'Über diese Website',
    legal: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Barrierefreiheit',
    address: (host: string) => `Sie befinden sich auf ${host}`,
  },
  letterhead: {
    siren: (number: string) => `SIREN (französische Unternehmensnummer) ${number}`,
    vatNumber: (number: string) => `USt-IdNr. ${number}`,
    terms: 'Allgemeine Geschäftsbedingungen',
    withdrawal: 'Vertrag widerrufen',
  },
  payerErrors: {
    title: 'Fehler',
    pages: {
      400: [
        'Wir haben diese Anfrage nicht verstanden',
        'Gehen Sie zur vorherigen Seite zurück und versuchen Sie es erneut.',
      ],
      404: [
        'Diese Seite gibt es nicht',
        'Die Adresse ist unvollständig. Prüfen Sie, ob Ihr Zahlungslink vollständig ist, oder bitten Sie den Händler noch einmal darum.',
      ],
      429: ['Zu viele Versuche', 'Zur Sicherheit müssen Sie ein wenig warten.'],
      500: [
        'Ein Fehler ist aufgetreten',
        'Er liegt bei uns. Öffnen Sie Ihren Link gleich noch einmal: Dort erfahren Sie, wie es um die Zahlung steht.',
      ],
      503: [
        'Der Dienst ist kurzzeitig nicht erreichbar',
        'Öffnen Sie Ihren Link in wenigen Augenblicken noch einmal: Dort erfahren Sie, wie es um die Zahlung steht.',
      ],
    },
    comeBack: (minutes: number) => `Versuchen Sie es in ${minutes} Min. erneut.`,
    reference: (status: number, id: string) => `Fehler ${status} · Referenz ${id}`,
  },
  checkout: {
    titles: {
      payable: 'Sichere Zahlung',
      unavailable: 'Zahlung derzeit nicht möglich',
      confirming: 'Zahlung wird bestätigt',
      paid: 'Zahlung erfolgt',
      disputed: 'Zahlung reklamiert',
      cancelled: 'Anforderung storniert',
      expired: 'Anforderung abgelaufen',
      settled_otherwise: 'Anforderung beglichen',
      too_many: 'Zu viele Versuche',
    },
    summary: 'Sichere Zahlungsseite, ohne Werbung und ohne Tracking.',
    testMode: 'Testmodus',
    testModeHint: 'Es fließt kein Geld.',
    asks: (merchant: string) => `${merchant} bittet Sie um`,
    reference: 'Referenz',
    until: 'Zahlbar bis',
    contact: 'Kontakt',
    unavailable: (merchant: string) =>
      `${merchant} kann derzeit nicht online bezahlt werden. Wenden Sie sich direkt an:`,
    takes: (brands: string) => `Akzeptierte Karten: ${brands}`,
    kept: (gateway: string) => `Verschlüsselt bei ${gateway}: Diese Website erhält Ihre Kartendaten nie.`,
    redirected: (gateway: string) =>
      `Sie bezahlen auf der sicheren Seite von ${gateway}; danach kommen Sie hierher zurück.`,
    /** § 312j BGB: the button must say nothing else than, unmistakably, that one has to pay. */
    pay: (amount: string) => `${amount} zahlen`,
    paying: 'Zahlung läuft…',
    errorsTitle: 'Ihre Zahlung wurde nicht gesendet',
    declinedTitle: 'Die Zahlung war nicht erfolgreich',
    nothingTaken: 'Es wurde kein Betrag abgebucht.',
    attemptFailures: {
      key_refused: 'Dieser Händler konnte nicht online bezahlt werden. Sie können es erneut versuchen.',
      processing_error:
        'Ein technisches Problem hat die Zahlung unterbrochen. Sie können es erneut versuchen.',
      card_declined:
        'Ihre Bank hat diese Zahlung nicht angenommen. Versuchen Sie es mit einer anderen Karte oder wenden Sie sich an Ihre Bank.',
      insufficient_funds: 'Das Limit dieser Karte ist erreicht. Versuchen Sie es mit einer anderen Karte.',
      '3ds_declined': 'Die Bestätigung bei Ihrer Bank war nicht erfolgreich. Sie können es erneut versuchen.',
      incorrect_number: 'Die Kartendaten stimmen nicht. Prüfen Sie sie und versuchen Sie es erneut.',
      fraud_suspected:
        'Diese Zahlung konnte nicht angenommen werden. Versuchen Sie es mit einer anderen Karte oder kontaktieren Sie den Händler.',
      aborted: 'Sie haben diese Zahlung abgebrochen. Sie können es erneut versuchen.',
      timeout: 'Die Zahlung wurde nicht rechtzeitig abgeschlossen. Sie können es erneut versuchen.',
    },
    confirmingTitle: 'Ihre Zahlung wird bestätigt',
    confirmingText:
      'Wir warten auf die Antwort der Bank. Zahlen Sie bitte nicht ein zweites Mal: Auf dieser Seite erfahren Sie das Ergebnis.',
    refresh: 'Seite aktualisieren',
    answered: 'Die Antwort ist da: Die Seite wird aktualisiert.',
    stillWaiting:
      'Noch keine Antwort. Sie können diese Seite schließen und später über denselben Link zurückkehren.',
    tooManyTitle: 'Zu viele Versuche in kurzer Zeit',
    tooManyText: (minutes: number) =>
      `Bitte warten Sie zur Sicherheit ein wenig. Kehren Sie in ${minutes} Min. über denselben Link zurück: Dort erfahren Sie, wie es um die Zahlung steht.`,
    paidTo: (merchant: string) => `Bezahlt an ${merchant}`,
    stamp: 'Bezahlt',
    stampDate: (day: string) => `am ${day}`,
    seeReceipt: 'Beleg ansehen',
    refunded: (merchant: string, amount: string) => `${merchant} hat Ihnen ${amount} erstattet.`,
    disputed: (amount: string) => `Diese Zahlung ist bei Ihrer Bank reklamiert: ${amount} in Prüfung.`,
    lost: (amount: string) => `Nach der Reklamation hat Ihre Bank Ihnen ${amount} zurückgegeben.`,
    cancelledTitle: 'Diese Zahlungs\u00ADanforderung wurde storniert',
    cancelledText: (merchant: string) =>
      `Sie müssen nichts zahlen. Bei Fragen wenden Sie sich an ${merchant}.`,
    settledOtherwise: 'Diese Zahlungs\u00ADanforderung ist beglichen. Sie müssen nichts zahlen.',
    expiredTitle: 'Diese Zahlungs\u00ADanforderung ist abgelaufen',
    expiredText: (day: string, merchant: string) =>
      `Sie war bis ${day} zahlbar. Für eine neue Anforderung wenden Sie sich an ${merchant}.`,
  },
  sandbox: {
    kept: 'Ein Test: Echte Karten werden abgelehnt, und keine Nummer wird gespeichert.',
    testCards: 'Testkarten',
    testCardHint: 'Beliebiges Ablaufdatum in der Zukunft, beliebiger dreistelliger Code.',
    outcomes: {
      paid: 'bezahlt',
      challenge: 'die Bank verlangt eine Bestätigung',
      card_declined: 'von der Bank abgelehnt',
      insufficient_funds: 'Limit erreicht',
      incorrect_number: 'falsche Kartendaten',
      processing_error: 'technischer Fehler',
    },
    card: {
      legend: 'Ihre Karte',
      number: 'Kartennummer',
      expiry: 'Gültig bis',
      expiryHint: 'MM/JJ',
      csc: 'Prüfnummer',
      cscHint: '3 Ziffern, auf der Rückseite',
      name: 'Name auf der Karte',
    },
    problems: {
      card_number: {
        missing: 'Geben Sie die Kartennummer ein, zum Beispiel 4242 4242 4242 4242.',
        not_a_test_card: 'Diese Seite ist im Testmodus: Nur Testkarten werden angenommen.',
        incorrect_number: 'Diese Kartennummer gibt es nicht. Prüfen Sie sie Ziffer für Ziffer.',
      },
      card_expiry: {
        missing: 'Geben Sie das Ablaufdatum ein, zum Beispiel 12/29.',
        unreadable: 'Geben Sie Monat und Jahr ein, zum Beispiel 12/29.',
        past: 'Diese Karte ist abgelaufen. Verwenden Sie eine andere Karte.',
      },
      card_csc: {
        missing: 'Geben Sie die Prüfnummer ein, zum Beispiel 123.',
        unreadable: 'Die Prüfnummer hat 3 oder 4 Ziffern, zum Beispiel 123.',
      },
      card_name: {
        missing: 'Geben Sie den Namen ein, der auf der Karte steht.',
        unreadable: 'Geben Sie den Namen ein, der auf der Karte steht, mit höchstens 60 Zeichen.',
      },
    },
  },
  slip: { scan: 'Scannen Sie diesen Code, um zu bezahlen', payTo: 'Zu zahlen an' },
  receipt: {
    title: 'Zahlungsbeleg',
    merchant: 'Händler',
    description: 'Beschreibung',
    amount: 'Betrag',
    paidOn: 'Bezahlt am',
    method: 'Bezahlt mit',
    refunded: 'Erstattet',
    lost: 'Von Ihrer Bank zurückgegeben',
    net: 'Netto gezahlt',
    reference: 'Referenz des Händlers',
    requestId: 'Kennung',
    notInvoice: 'Dieser Beleg ist keine Rechnung.',
    print: 'Beleg drucken',
    back: 'Zurück',
  },
  messages: {
    requestSubject: (merchant: string, amount: string) => `${merchant} bittet Sie um ${amount}`,
    requestIntro: (merchant: string, amount: string) => `${merchant} bittet Sie um ${amount} für:`,
    requestButton: (amount: string) => `${amount} zahlen`,
    linkBelow: 'Falls die Schaltfläche nicht funktioniert, kopieren Sie diesen Link in Ihren Browser:',
    requestLink: 'Zum Bezahlen öffnen Sie die sichere Zahlungsseite:',
    requestUntil: (day: string) => `Mit diesem Link können Sie bis ${day} zahlen.`,
    reminderSubject: (merchant: string, amount: string) => `Erinnerung: ${merchant} bittet Sie um ${amount}`,
    reminderIntro: (merchant: string, amount: string) =>
      `Zur Erinnerung: ${merchant} bittet Sie um ${amount} für:`,
    reminderPaid: 'Sie haben bereits auf anderem Weg bezahlt? Dann ist diese Erinnerung gegenstandslos.',
    extensionSubject: (merchant: string, amount: string) => `Mehr Zeit: ${merchant} bittet Sie um ${amount}`,
    extensionIntro: (merchant: string, amount: string) =>
      `${merchant} gibt Ihnen mehr Zeit für die Zahlung von ${amount} für:`,
    receiptSubject: (merchant: string, amount: string) => `Ihr Beleg: ${amount} an ${merchant} bezahlt`,
    receiptIntro: (merchant: string, amount: string) => `Sie haben ${amount} an ${merchant} gezahlt für:`,
    receiptLink: 'Ihr Beleg, zum Aufbewahren oder Drucken:',
    cancelSubject: (merchant: string, amount: string) =>
      `${merchant} hat die Anforderung über ${amount} storniert`,
    cancelIntro: (merchant: string, amount: string) =>
      `${merchant} hat diese Zahlungsanforderung über ${amount} storniert:`,
    refundSubject: (merchant: string, amount: string) => `${merchant} hat Ihnen ${amount} erstattet`,
    refundIntro: (merchant: string, amount: string) => `${merchant} hat Ihnen ${amount} erstattet für:`,
    refundLink:
      'Die Erstattung erreicht das verwendete Zahlungsmittel in wenigen Tagen. Ihr aktueller Beleg:',
    nothingToPay: 'Nichts zu zahlen',
    cancelLink: 'Sie müssen nichts zahlen. Die Zahlungsseite bestätigt es Ihnen:',
    questions: (merchant: string) =>
      `Haben Sie Fragen? Antworten Sie auf diese E-Mail: Ihre Antwort geht direkt an ${merchant}.`,
    sentBy: (brand: string, merchant: string) =>
      `Diese E-Mail sendet Ihnen ${brand} im Auftrag von ${merchant}.`,
    neverByReply: 'Geben Sie niemals Karten- oder Bankdaten als Antwort auf eine E-Mail an.',
    ownSubject: 'Zahlungsanforderung',
    ownBody: 'Klicken Sie auf den folgenden Link, um zur sicheren Zahlungsseite zu gelangen',
    test: '[TEST]',
    requestSms: (merchant: string, amount: string, link: string) =>
      `${merchant} bittet Sie um ${amount}. Zur Zahlungsseite: ${link}`,
    reminderSms: (merchant: string, amount: string, day: string, link: string) =>
      `Erinnerung: ${merchant} bittet Sie um ${amount}, zahlbar bis ${day}: ${link}`,
    extensionSms: (merchant: string, amount: string, day: string, link: string) =>
      `Neue Frist: ${merchant} bittet Sie um ${amount}, zahlbar bis ${day}: ${link}`,
    receiptSms: (merchant: string, amount: string, link: string) =>
      `Bezahlt: ${amount} an ${merchant}. Beleg: ${link}`,
    refundSms: (merchant: string, amount: string, link: string) =>
      `${merchant} hat Ihnen ${amount} erstattet. Beleg: ${link}`,
    cancelSms: (merchant: string, amount: string, link: string) =>
      `${merchant} hat die Anforderung über ${amount} storniert: nichts zu zahlen. ${link}`,
  },
} satisfies CustomerCatalogue
