import type { CustomerCatalogue } from './fr.ts'

export const nl = {
  languageName: 'Nederlands',
  deadline: (day: string, time: string) => `${day}, ${time} uur, Parijse tijd`,
  shortDeadline: (day: string, time: string) => `${day}, ${time} Parijse tijd`,
  shortestDeadline: (day: string, time: string) => `${day} ${time} Parijs`,
  part: (part: number, of: number) => `betaling ${part} van ${of}`,
  footer: {
    unknownMerchant: 'Kent u deze verkoper niet? Betaal niet en neem op een andere manier contact op.',
    suspiciousSms: 'Verdachte sms in Frankrijk ontvangen? Stuur hem door naar 33700.',
    report: 'Dit verzoek melden',
    about: 'Over deze site',
    legal: 'Juridische informatie',
    privacy: 'Privacy',
    accessibility: 'Toegankelijkheid',
    address: (host: string) => `U bent op ${host}`,
  },
  letterhead: {
    siren: (number: string) => `SIREN (Frans ondernemingsnummer) ${number}`,
    vatNumber: (number: string) => `Btw-nummer ${number}`,
    terms: 'Algemene verkoopvoorwaarden',
    withdrawal: 'Overeenkomst hier herroepen',
  },
  payerErrors: {
    title: 'Fout',
    pages: {
      400: ['We hebben dit verzoek niet begrepen', 'Ga terug naar de vorige pagina en probeer het opnieuw.'],
      404: [
        'Deze pagina bestaat niet',
        'Het adres is onvolledig. Controleer of uw betaallink volledig is, of vraag de verkoper er opnieuw om.',
      ],
      429: ['Te veel pogingen', 'Voor de veiligheid moet u even wachten.'],
      500: [
        'Er is iets misgegaan',
        'Dat ligt aan ons. Open uw link zo meteen opnieuw: daar ziet u hoe het met de betaling staat.',
      ],
      503: [
        'De dienst is even niet beschikbaar',
        'Open uw link over enkele ogenblikken opnieuw: daar ziet u hoe het met de betaling staat.',
      ],
    },
    comeBack: (minutes: number) => `Probeer het over ${minutes} min. opnieuw.`,
    reference: (status: number, id: string) => `Fout ${status} · referentie ${id}`,
  },
  checkout: {
    titles: {
      payable: 'Veilig betalen',
      unavailable: 'Betalen niet mogelijk',
      confirming: 'Betaling wordt bevestigd',
      paid: 'Betaling voldaan',
      disputed: 'Betaling betwist',
      cancelled: 'Verzoek geannuleerd',
      expired: 'Verzoek verlopen',
      settled_otherwise: 'Verzoek voldaan',
      too_many: 'Te veel pogingen',
    },
    summary: 'Veilige betaalpagina, zonder reclame en zonder tracking.',
    testMode: 'Testmodus',
    testModeHint: 'Er wordt geen geld overgemaakt.',
    asks: (merchant: string) => `${merchant} vraagt u om`,
    reference: 'Referentie',
    until: 'Te betalen tot en met',
    contact: 'Contact',
    unavailable: (merchant: string) =>
      `${merchant} kan op dit moment niet online worden betaald. Neem contact op:`,
    takes: (brands: string) => `Geaccepteerde kaarten: ${brands}`,
    kept: (gateway: string) => `Versleuteld bij ${gateway}: deze site ontvangt uw kaartgegevens nooit.`,
    redirected: (gateway: string) =>
      `U betaalt op de beveiligde pagina van ${gateway} en komt daarna hier terug.`,
    pay: (amount: string) => `${amount} betalen`,
    paying: 'Bezig met betalen…',
    errorsTitle: 'Uw betaling is niet verzonden',
    declinedTitle: 'De betaling is niet gelukt',
    nothingTaken: 'Er is niets afgeschreven.',
    attemptFailures: {
      key_refused: 'Deze verkoper kon niet online worden betaald. U kunt het opnieuw proberen.',
      processing_error: 'Een technisch probleem heeft de betaling onderbroken. U kunt het opnieuw proberen.',
      card_declined:
        'Uw bank heeft deze betaling niet geaccepteerd. Probeer een andere kaart of neem contact op met uw bank.',
      insufficient_funds: 'De limiet van deze kaart is bereikt. Probeer een andere kaart.',
      '3ds_declined': 'De bevestiging bij uw bank is niet gelukt. U kunt het opnieuw proberen.',
      incorrect_number: 'De kaartgegevens kloppen niet. Controleer ze en probeer het opnieuw.',
      fraud_suspected:
        'Deze betaling kon niet worden geaccepteerd. Probeer een andere kaart of neem contact op met de verkoper.',
      aborted: 'U hebt deze betaling geannuleerd. U kunt het opnieuw proberen.',
      timeout: 'De betaling is niet op tijd afgerond. U kunt het opnieuw proberen.',
    },
    confirmingTitle: 'Uw betaling wordt bevestigd',
    confirmingText:
      'We wachten op het antwoord van de bank. Betaal niet nog een keer: op deze pagina ziet u de uitkomst.',
    refresh: 'Pagina vernieuwen',
    answered: 'Het antwoord is binnen: de pagina wordt vernieuwd.',
    stillWaiting: 'Nog geen antwoord. U kunt deze pagina sluiten en later via dezelfde link terugkomen.',
    tooManyTitle: 'Te veel pogingen in korte tijd',
    tooManyText: (minutes: number) =>
      `Wacht voor de veiligheid even. Kom over ${minutes} min. terug via dezelfde link: daar ziet u hoe het met de betaling staat.`,
    paidTo: (merchant: string) => `Betaald aan ${merchant}`,
    stamp: 'Betaald',
    stampDate: (day: string) => `op ${day}`,
    seeReceipt: 'Betalingsbewijs bekijken',
    refunded: (merchant: string, amount: string) => `${merchant} heeft u ${amount} terugbetaald.`,
    disputed: (amount: string) => `Deze betaling wordt bij uw bank betwist: ${amount} in onderzoek.`,
    lost: (amount: string) => `Na de betwisting heeft uw bank u ${amount} teruggegeven.`,
    cancelledTitle: 'Dit betaalverzoek is geannuleerd',
    cancelledText: (merchant: string) =>
      `U hoeft niets te betalen. Neem bij vragen contact op met ${merchant}.`,
    settledOtherwise: 'Dit betaalverzoek is voldaan. U hoeft niets te betalen.',
    expiredTitle: 'Dit betaalverzoek is verlopen',
    expiredText: (day: string, merchant: string) =>
      `U kon betalen tot en met ${day}. Neem voor een nieuw verzoek contact op met ${merchant}.`,
  },
  sandbox: {
    kept: 'Een test: echte kaarten worden geweigerd en geen enkel nummer wordt bewaard.',
    testCards: 'Testkaarten',
    testCardHint: 'Een vervaldatum in de toekomst en een willekeurige code van drie cijfers.',
    outcomes: {
      paid: 'betaald',
      challenge: 'de bank vraagt om bevestiging',
      card_declined: 'geweigerd door de bank',
      insufficient_funds: 'limiet bereikt',
      incorrect_number: 'onjuiste gegevens',
      processing_error: 'technische fout',
    },
    card: {
      legend: 'Uw kaart',
      number: 'Kaartnummer',
      expiry: 'Vervaldatum',
      expiryHint: 'MM/JJ',
      csc: 'Beveiligingscode',
      cscHint: '3 cijfers, op de achterkant',
      name: 'Naam op de kaart',
    },
    problems: {
      card_number: {
        missing: 'Vul het kaartnummer in, bijvoorbeeld 4242 4242 4242 4242.',
        not_a_test_card: 'Deze pagina staat in testmodus: alleen testkaarten worden geaccepteerd.',
        incorrect_number: 'Dit kaartnummer bestaat niet. Controleer het cijfer voor cijfer.',
      },
      card_expiry: {
        missing: 'Vul de vervaldatum in, bijvoorbeeld 12/29.',
        unreadable: 'Vul de maand en het jaar in, bijvoorbeeld 12/29.',
        past: 'Deze kaart is verlopen. Gebruik een andere kaart.',
      },
      card_csc: {
        missing: 'Vul de beveiligingscode in, bijvoorbeeld 123.',
        unreadable: 'De beveiligingscode heeft 3 of 4 cijfers, bijvoorbeeld 123.',
      },
      card_name: {
        missing: 'Vul de naam in die op de kaart staat.',
        unreadable: 'Vul de naam in die op de kaart staat, in hoogstens 60 tekens.',
      },
    },
  },
  slip: { scan: 'Scan deze code om te betalen', payTo: 'Te betalen aan' },
  receipt: {
    title: 'Betalingsbewijs',
    merchant: 'Verkoper',
    description: 'Omschrijving',
    amount: 'Bedrag',
    paidOn: 'Betaald op',
    method: 'Betaald met',
    refunded: 'Terugbetaald',
    lost: 'Teruggegeven door uw bank',
    net: 'Netto betaald',
    reference: 'Referentie van de verkoper',
    requestId: 'Kenmerk',
    notInvoice: 'Dit betalingsbewijs is geen factuur.',
    print: 'Betalingsbewijs afdrukken',
    back: 'Terug',
  },
  messages: {
    requestSubject: (merchant: string, amount: string) => `${merchant} vraagt u om ${amount}`,
    requestIntro: (merchant: string, amount: string) => `${merchant} vraagt u om ${amount} voor:`,
    requestButton: (amount: string) => `${amount} betalen`,
    linkBelow: 'Werkt de knop niet? Kopieer dan deze link naar uw browser:',
    requestLink: 'Open de beveiligde betaalpagina om te betalen:',
    requestUntil: (day: string) => `Met deze link kunt u betalen tot en met ${day}.`,
    reminderSubject: (merchant: string, amount: string) => `Herinnering: ${merchant} vraagt u om ${amount}`,
    reminderIntro: (merchant: string, amount: string) =>
      `Ter herinnering: ${merchant} vraagt u om ${amount} voor:`,
    reminderPaid: 'Hebt u al op een andere manier betaald? Dan kunt u deze herinnering negeren.',
    extensionSubject: (merchant: string, amount: string) => `Meer tijd: ${merchant} vraagt u om ${amount}`,
    extensionIntro: (merchant: string, amount: string) =>
      `${merchant} geeft u meer tijd om ${amount} te betalen voor:`,
    receiptSubject: (merchant: string, amount: string) =>
      `Uw betalingsbewijs: ${amount} betaald aan ${merchant}`,
    receiptIntro: (merchant: string, amount: string) => `U hebt ${amount} betaald aan ${merchant} voor:`,
    receiptLink: 'Uw betalingsbewijs, om te bewaren of af te drukken:',
    cancelSubject: (merchant: string, amount: string) =>
      `${merchant} heeft het verzoek om ${amount} geannuleerd`,
    cancelIntro: (merchant: string, amount: string) =>
      `${merchant} heeft dit betaalverzoek van ${amount} geannuleerd:`,
    refundSubject: (merchant: string, amount: string) => `${merchant} heeft u ${amount} terugbetaald`,
    refundIntro: (merchant: string, amount: string) => `${merchant} heeft u ${amount} terugbetaald voor:`,
    refundLink:
      'De terugbetaling staat binnen enkele dagen op het gebruikte betaalmiddel. Uw bijgewerkte betaalbewijs:',
    nothingToPay: 'Niets te betalen',
    cancelLink: 'U hoeft niets te betalen. De betaalpagina bevestigt dat:',
    questions: (merchant: string) => `Vragen? Beantwoord deze e-mail: uw antwoord komt aan bij ${merchant}.`,
    sentBy: (brand: string, merchant: string) => `${brand} stuurt u deze e-mail namens ${merchant}.`,
    neverByReply: 'Geef nooit uw kaart- of bankgegevens door in een antwoord op een e-mail.',
    ownSubject: 'Betaalverzoek',
    ownBody: 'Klik op de volgende link om naar de beveiligde betaalpagina te gaan',
    test: '[TEST]',
    requestSms: (merchant: string, amount: string, link: string) =>
      `${merchant} vraagt u om ${amount}. Betaalpagina: ${link}`,
    reminderSms: (merchant: string, amount: string, day: string, link: string) =>
      `Herinnering: ${merchant} vraagt u om ${amount} te betalen t/m ${day}: ${link}`,
    extensionSms: (merchant: string, amount: string, day: string, link: string) =>
      `${merchant} vraagt u om ${amount}, nu te betalen t/m ${day}: ${link}`,
    receiptSms: (merchant: string, amount: string, link: string) =>
      `Betaald: ${amount} aan ${merchant}. Betalingsbewijs: ${link}`,
    refundSms: (merchant: string, amount: string, link: string) =>
      `${merchant} heeft u ${amount} terugbetaald. Bewijs: ${link}`,
    cancelSms: (merchant: string, amount: string, link: string) =>
      `${merchant} heeft het verzoek om ${amount} geannuleerd: niets te betalen. ${link}`,
  },
} satisfies CustomerCatalogue
