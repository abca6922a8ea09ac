import type { CustomerCatalogue } from './fr.ts'

export const it = {
  languageName: 'Italiano',
  deadline: (day: string, time: string) => `${day}, ore ${time}, ora di Parigi`,
  shortDeadline: (day: string, time: string) => `${day}, ${time} ora di Parigi`,
  shortestDeadline: (day: string, time: string) => `${day} ${time} Parigi`,
  part: (part: number, of: number) => `pagamento ${part} di ${of}`,
  footer: {
    unknownMerchant: 'Non conosce questo esercente? Non paghi e lo contatti con un altro mezzo.',
    suspiciousSms: 'SMS sospetto ricevuto in Francia? Lo inoltri al 33700.',
    report: 'Segnala questa richiesta',
    about: 'Informazioni sul sito',
    legal: 'Note legali',
    privacy: 'Privacy',
    accessibility: 'Accessibilità',
    address: (host: string) => `Si trova su ${host}`,
  },
  letterhead: {
    siren: (number: string) => `SIREN (numero d’impresa francese) ${number}`,
    vatNumber: (number: string) => `Partita IVA ${number}`,
    terms: 'Condizioni generali di vendita',
    withdrawal: 'Recedere dal contratto qui',
  },
  payerErrors: {
    title: 'Errore',
    pages: {
      400: ['Non abbiamo capito questa richiesta', 'Torni alla pagina precedente e riprovi.'],
      404: [
        'Questa pagina non esiste',
        'L’indirizzo è incompleto. Verifichi che il link di pagamento sia intero, o lo chieda di nuovo all’esercente.',
      ],
      429: ['Troppi tentativi', 'Per sicurezza, bisogna attendere un po’.'],
      500: [
        'Si è verificato un errore',
        'È colpa nostra. Riapra il link tra un momento: Le dirà a che punto è il pagamento.',
      ],
      503: [
        'Il servizio è momentaneamente non disponibile',
        'Riapra il link tra qualche istante: Le dirà a che punto è il pagamento.',
      ],
    },
    comeBack: (minutes: number) => `Riprovi tra ${minutes} min.`,
    reference: (status: number, id: string) => `Errore ${status} · riferimento ${id}`,
  },
  checkout: {
    titles: {
      payable: 'Pagamento sicuro',
      unavailable: 'Pagamento non disponibile',
      confirming: 'Pagamento in attesa di conferma',
      paid: 'Pagamento effettuato',
      disputed: 'Pagamento contestato',
      cancelled: 'Richiesta annullata',
      expired: 'Richiesta scaduta',
      settled_otherwise: 'Richiesta saldata',
      too_many: 'Troppi tentativi',
    },
    summary: 'Pagina di pagamento sicura, senza pubblicità né tracciamento.',
    testMode: 'Modalità di prova',
    testModeHint: 'Nessuna somma viene trasferita.',
    asks: (merchant: string) => `${merchant} Le chiede`,
    reference: 'Riferimento',
    until: 'Pagabile fino al',
    contact: 'Contatti',
    unavailable: (merchant: string) =>
      `Al momento non è possibile pagare ${merchant} online. Contatti il venditore:`,
    takes: (brands: string) => `Carte accettate: ${brands}`,
    kept: (gateway: string) =>
      `Dati cifrati presso ${gateway}: questo sito non riceve mai i dati della Sua carta.`,
    redirected: (gateway: string) => `Pagherà sulla pagina sicura di ${gateway}, poi tornerà qui.`,
    pay: (amount: string) => `Paga ${amount}`,
    paying: 'Pagamento in corso…',
    errorsTitle: 'Il pagamento non è stato inviato',
    declinedTitle: 'Il pagamento non è andato a buon fine',
    nothingTaken: 'Non è stato addebitato alcun importo.',
    attemptFailures: {
      key_refused: 'Non era possibile pagare online questo commerciante. Può riprovare.',
      processing_error: 'Un problema tecnico ha interrotto il pagamento. Può riprovare.',
      card_declined:
        'La Sua banca non ha accettato il pagamento. Provi con un’altra carta o contatti la banca.',
      insufficient_funds: 'Il limite di questa carta è stato raggiunto. Provi con un’altra carta.',
      '3ds_declined': 'La conferma presso la Sua banca non è riuscita. Può riprovare.',
      incorrect_number: 'I dati della carta non sono corretti. Li verifichi e riprovi.',
      fraud_suspected:
        'Non è stato possibile accettare il pagamento. Provi con un’altra carta o contatti l’esercente.',
      aborted: 'Ha annullato il pagamento. Può riprovare.',
      timeout: 'Il pagamento non è stato completato in tempo. Può riprovare.',
    },
    confirmingTitle: 'Il Suo pagamento è in attesa di conferma',
    confirmingText:
      'Stiamo aspettando la risposta della banca. Non paghi una seconda volta: questa pagina Le dirà l’esito.',
    refresh: 'Aggiorna la pagina',
    answered: 'La risposta è arrivata: la pagina si sta aggiornando.',
    stillWaiting: 'Ancora nessuna risposta. Può chiudere la pagina e tornarci più tardi con lo stesso link.',
    tooManyTitle: 'Troppi tentativi in poco tempo',
    tooManyText: (minutes: number) =>
      `Per sicurezza, attenda un po’. Torni con lo stesso link tra ${minutes} min: Le dirà a che punto è il pagamento.`,
    paidTo: (merchant: string) => `Pagato a ${merchant}`,
    stamp: 'Pagato',
    stampDate: (day: string) => `il ${day}`,
    seeReceipt: 'Vedi la ricevuta',
    refunded: (merchant: string, amount: string) => `${merchant} Le ha rimborsato ${amount}.`,
    disputed: (amount: string) =>
      `Questo pagamento è contestato presso la Sua banca: ${amount} in corso di esame.`,
    lost: (amount: string) => `Dopo la contestazione, la Sua banca Le ha restituito ${amount}.`,
    cancelledTitle: 'Questa richiesta di pagamento è stata annullata',
    cancelledText: (merchant: string) =>
      `Non deve pagare nulla. Per qualsiasi domanda, contatti ${merchant}.`,
    settledOtherwise: 'Questa richiesta di pagamento è stata saldata. Non deve pagare nulla.',
    expiredTitle: 'Questa richiesta di pagamento è scaduta',
    expiredText: (day: string, merchant: string) =>
      `Era pagabile fino al ${day}. Per riceverne una nuova, contatti ${merchant}.`,
  },
  sandbox: {
    kept: 'Prova: le carte vere vengono rifiutate e nessun numero viene conservato.',
    testCards: 'Carte di prova',
    testCardHint: 'Una scadenza futura e un codice qualsiasi di tre cifre.',
    outcomes: {
      paid: 'pagato',
      challenge: 'la banca chiede una conferma',
      card_declined: 'rifiutata dalla banca',
      insufficient_funds: 'limite raggiunto',
      incorrect_number: 'dati errati',
      processing_error: 'errore tecnico',
    },
    card: {
      legend: 'La Sua carta',
      number: 'Numero della carta',
      expiry: 'Scadenza',
      expiryHint: 'MM/AA',
      csc: 'Codice di sicurezza',
      cscHint: '3 cifre, sul retro',
      name: 'Nome sulla carta',
    },
    problems: {
      card_number: {
        missing: 'Inserisca il numero della carta, ad esempio 4242 4242 4242 4242.',
        not_a_test_card: 'Questa pagina è in modalità di prova: sono accettate solo le carte di prova.',
        incorrect_number: 'Questo numero di carta non esiste. Lo verifichi cifra per cifra.',
      },
      card_expiry: {
        missing: 'Inserisca la data di scadenza, ad esempio 12/29.',
        unreadable: 'Inserisca il mese e l’anno, ad esempio 12/29.',
        past: 'Questa carta è scaduta. Ne usi un’altra.',
      },
      card_csc: {
        missing: 'Inserisca il codice di sicurezza, ad esempio 123.',
        unreadable: 'Il codice di sicurezza è di 3 o 4 cifre, ad esempio 123.',
      },
      card_name: {
        missing: 'Inserisca il nome scritto sulla carta.',
        unreadable: 'Inserisca il nome scritto sulla carta, in 60 caratteri al massimo.',
      },
    },
  },
  slip: { scan: 'Scansioni questo codice per pagare', payTo: 'Da pagare a' },
  receipt: {
    title: 'Ricevuta di pagamento',
    merchant: 'Esercente',
    description: 'Descrizione',
    amount: 'Importo',
    paidOn: 'Pagato il',
    method: 'Pagato con',
    refunded: 'Rimborsato',
    lost: 'Restituito dalla Sua banca',
    net: 'Netto pagato',
    reference: 'Riferimento dell’esercente',
    requestId: 'Identificativo',
    notInvoice: 'La presente ricevuta non costituisce fattura.',
    print: 'Stampa la ricevuta',
    back: 'Indietro',
  },
  messages: {
    requestSubject: (merchant: string, amount: string) => `${merchant} Le chiede ${amount}`,
    requestIntro: (merchant: string, amount: string) => `${merchant} Le chiede ${amount} per:`,
    requestButton: (amount: string) => `Paga ${amount}`,
    linkBelow: 'Se il pulsante non funziona, copi questo link nel Suo browser:',
    requestLink: 'Per pagare, apra la pagina di pagamento sicura:',
    requestUntil: (day: string) => `Con questo link può pagare fino al ${day}.`,
    reminderSubject: (merchant: string, amount: string) => `Promemoria: ${merchant} Le chiede ${amount}`,
    reminderIntro: (merchant: string, amount: string) =>
      `Le ricordiamo che ${merchant} Le chiede ${amount} per:`,
    reminderPaid: 'Ha già pagato in altro modo? Non tenga conto di questo promemoria.',
    extensionSubject: (merchant: string, amount: string) => `Più tempo: ${merchant} Le chiede ${amount}`,
    extensionIntro: (merchant: string, amount: string) =>
      `${merchant} Le concede più tempo per pagare ${amount} per:`,
    receiptSubject: (merchant: string, amount: string) =>
      `Ricevuta del Suo pagamento di ${amount} a ${merchant}`,
    receiptIntro: (merchant: string, amount: string) => `Ha pagato ${amount} a ${merchant} per:`,
    receiptLink: 'La Sua ricevuta, da conservare o da stampare:',
    cancelSubject: (merchant: string, amount: string) => `${merchant} ha annullato la richiesta di ${amount}`,
    cancelIntro: (merchant: string, amount: string) =>
      `${merchant} ha annullato la richiesta di ${amount} per:`,
    refundSubject: (merchant: string, amount: string) => `${merchant} Le ha rimborsato ${amount}`,
    refundIntro: (merchant: string, amount: string) => `${merchant} Le ha rimborsato ${amount} per:`,
    refundLink:
      'Il rimborso arriva in pochi giorni sul metodo di pagamento usato. La Sua ricevuta aggiornata:',
    nothingToPay: 'Nulla da pagare',
    cancelLink: 'Non deve pagare nulla. La pagina di pagamento lo conferma:',
    questions: (merchant: string) => `Domande? Risponda a questa e-mail: la risposta arriverà a ${merchant}.`,
    sentBy: (brand: string, merchant: string) =>
      `Questa e-mail Le è inviata da ${brand} per conto di ${merchant}.`,
    neverByReply: 'Non comunichi mai i dati della Sua carta o del Suo conto rispondendo a un’e-mail.',
    ownSubject: 'Richiesta di pagamento',
    ownBody: 'Clicchi sul seguente link per accedere alla pagina di pagamento sicura',
    test: '[TEST]',
    requestSms: (merchant: string, amount: string, link: string) =>
      `${merchant} Le chiede ${amount}. Pagina di pagamento: ${link}`,
    reminderSms: (merchant: string, amount: string, day: string, link: string) =>
      `Promemoria: ${merchant} Le chiede ${amount}, pagabile fino al ${day}: ${link}`,
    extensionSms: (merchant: string, amount: string, day: string, link: string) =>
      `Nuova data: ${merchant} Le chiede ${amount}, pagabile fino al ${day}: ${link}`,
    receiptSms: (merchant: string, amount: string, link: string) =>
      `Pagato: ${amount} a ${merchant}. Ricevuta: ${link}`,
    refundSms: (merchant: string, amount: string, link: string) =>
      `${merchant} Le ha rimborsato ${amount}. Ricevuta: ${link}`,
    cancelSms: (merchant: string, amount: string, link: string) =>
      `${merchant} ha annullato la richiesta di ${amount}: nulla da pagare. ${link}`,
  },
} satisfies CustomerCatalogue
