import type { CustomerCatalogue } from './fr.ts'

export const es = {
  languageName: 'Español',
  deadline: (day: string, time: string) => `${day}, ${time} h, hora de París`,
  footer: {
    unknownMerchant: '¿No conoce este comercio? No pague y póngase en contacto con él por otro medio.',
    suspiciousSms: '¿Ha recibido un SMS sospechoso en Francia? Reenvíelo al 33700.',
    report: 'Denunciar esta solicitud',
    about: 'Acerca de este sitio',
    legal: 'Aviso legal',
    privacy: 'Privacidad',
    accessibility: 'Accesibilidad',
    address: (host: string) => `Está en ${host}`,
  },
  checkout: {
    title: 'Pago seguro',
    summary: 'Página de pago segura, sin publicidad ni rastreo.',
    testMode: 'Modo de prueba',
    testModeHint: 'No se mueve dinero.',
    asks: (merchant: string) => `${merchant} le solicita`,
    reference: 'Referencia',
    until: 'Se puede pagar hasta el',
    contact: 'Contacto',
    unavailable: (merchant: string) =>
      `Por el momento no se puede pagar a ${merchant} en línea. Póngase en contacto:`,
    redirected: (gateway: string) =>
      `Introducirá su tarjeta en la página segura de ${gateway} y después volverá aquí.`,
    pay: (amount: string) => `Pagar ${amount}`,
    paying: 'Pago en curso…',
    errorsTitle: 'Su pago no se ha enviado',
    declinedTitle: 'El pago no se ha realizado',
    nothingTaken: 'No se ha cobrado ningún importe.',
    failures: {
      key_refused: 'No se podía pagar en línea a este comercio. Puede volver a intentarlo.',
      processing_error: 'Un problema técnico ha interrumpido el pago. Puede volver a intentarlo.',
      card_declined: 'Su banco no ha aceptado este pago. Pruebe con otra tarjeta o consulte a su banco.',
      insufficient_funds: 'Esta tarjeta ha alcanzado su límite. Pruebe con otra tarjeta.',
      '3ds_declined': 'La confirmación con su banco no se ha completado. Puede volver a intentarlo.',
      incorrect_number: 'Los datos de la tarjeta no son correctos. Compruébelos y vuelva a intentarlo.',
      fraud_suspected:
        'No se ha podido aceptar este pago. Pruebe con otra tarjeta o contacte con el comercio.',
      aborted: 'Ha cancelado este pago. Puede volver a intentarlo.',
      timeout: 'El pago no se terminó a tiempo. Puede volver a intentarlo.',
    },
    confirmingTitle: 'Su pago se está confirmando',
    confirmingText:
      'Estamos esperando la respuesta del banco. No pague dos veces: esta página le indicará el resultado.',
    refresh: 'Actualizar la página',
    answered: 'Ha llegado la respuesta: la página se está actualizando.',
    stillWaiting:
      'Todavía no hay respuesta. Puede cerrar esta página y volver más tarde con el mismo enlace.',
    tooManyTitle: 'Demasiados intentos en poco tiempo',
    tooManyText: (minutes: number) =>
      `Por seguridad, espere un poco. Vuelva con el mismo enlace dentro de ${minutes} min: le dirá en qué estado está el pago.`,
    paidTo: (merchant: string) => `Pagado a ${merchant}`,
    stamp: 'Pagado',
    stampDate: (day: string) => `el ${day}`,
    seeReceipt: 'Ver el recibo',
    refunded: (merchant: string, amount: string) => `${merchant} le ha reembolsado ${amount}.`,
    disputed: (amount: string) => `Este pago está impugnado ante su banco: ${amount} en revisión.`,
    lost: (amount: string) => `Tras la impugnación, su banco le ha devuelto ${amount}.`,
    cancelledTitle: 'Esta solicitud de pago se ha cancelado',
    cancelledText: (merchant: string) =>
      `No tiene nada que pagar. Si tiene alguna pregunta, contacte con ${merchant}.`,
    settledOtherwise: 'Esta solicitud de pago ya se ha saldado. No tiene nada que pagar.',
    expiredTitle: 'Esta solicitud de pago ha caducado',
    expiredText: (day: string, merchant: string) =>
      `Se podía pagar hasta el ${day}. Para recibir una nueva, contacte con ${merchant}.`,
  },
  sandbox: {
    testCards: 'Tarjetas de prueba',
    testCardHint: 'Una caducidad futura y cualquier código de tres cifras.',
    outcomes: {
      paid: 'pagado',
      challenge: 'el banco pide una confirmación',
      card_declined: 'rechazada por el banco',
      insufficient_funds: 'límite alcanzado',
      incorrect_number: 'datos incorrectos',
      processing_error: 'error técnico',
    },
    card: {
      legend: 'Su tarjeta',
      number: 'Número de tarjeta',
      expiry: 'Caducidad',
      expiryHint: 'MM/AA',
      csc: 'Código de seguridad',
      cscHint: '3 cifras, al dorso',
      name: 'Nombre en la tarjeta',
    },
    problems: {
      card_number: {
        missing: 'Introduzca el número de la tarjeta, por ejemplo 4242 4242 4242 4242.',
        not_a_test_card: 'Esta página está en modo de prueba: solo se aceptan tarjetas de prueba.',
        incorrect_number: 'Este número de tarjeta no existe. Compruébelo cifra por cifra.',
      },
      card_expiry: {
        missing: 'Introduzca la fecha de caducidad, por ejemplo 12/29.',
        unreadable: 'Introduzca el mes y el año, por ejemplo 12/29.',
        past: 'Esta tarjeta ha caducado. Utilice otra.',
      },
      card_csc: {
        missing: 'Introduzca el código de seguridad, por ejemplo 123.',
        unreadable: 'El código de seguridad tiene 3 o 4 cifras, por ejemplo 123.',
      },
      card_name: {
        missing: 'Introduzca el nombre que figura en la tarjeta.',
        unreadable: 'Introduzca el nombre que figura en la tarjeta, con 60 caracteres como máximo.',
      },
    },
  },
  receipt: {
    title: 'Recibo de pago',
    merchant: 'Comercio',
    description: 'Descripción',
    amount: 'Importe',
    paidOn: 'Pagado el',
    card: 'Tarjeta',
    refunded: 'Reembolsado',
    lost: 'Devuelto por su banco',
    net: 'Neto pagado',
    reference: 'Referencia del comercio',
    requestId: 'Identificador',
    notInvoice: 'Este recibo no es una factura.',
    print: 'Imprimir el recibo',
    back: 'Volver',
  },
  messages: {
    requestSubject: (merchant: string, amount: string) => `${merchant} le solicita ${amount}`,
    requestIntro: (merchant: string, amount: string) => `${merchant} le solicita ${amount} por:`,
    requestButton: (amount: string) => `Pagar ${amount}`,
    linkBelow: 'Si el botón no funciona, copie este enlace en su navegador:',
    requestLink: 'Para pagar, abra la página de pago segura:',
    requestUntil: (day: string) => `Puede pagar con este enlace hasta el ${day}.`,
    reminderSubject: (merchant: string, amount: string) => `Recordatorio: ${merchant} le solicita ${amount}`,
    reminderIntro: (merchant: string, amount: string) =>
      `Le recordamos que ${merchant} le solicita ${amount} por:`,
    reminderPaid: '¿Ya ha pagado por otro medio? No tenga en cuenta este recordatorio.',
    receiptSubject: (merchant: string, amount: string) => `Recibo de su pago de ${amount} a ${merchant}`,
    receiptIntro: (merchant: string, amount: string) => `Ha pagado ${amount} a ${merchant} por:`,
    receiptLink: 'Su recibo, para guardar o imprimir:',
    cancelSubject: (merchant: string, amount: string) => `${merchant} ha cancelado su solicitud de ${amount}`,
    cancelIntro: (merchant: string, amount: string) =>
      `${merchant} ha cancelado su solicitud de ${amount} por:`,
    refundSubject: (merchant: string, amount: string) => `${merchant} le ha reembolsado ${amount}`,
    refundIntro: (merchant: string, amount: string) => `${merchant} le ha reembolsado ${amount} por:`,
    refundLink: 'El reembolso llega a su tarjeta en unos días. Su recibo actualizado:',
    nothingToPay: 'Nada que pagar',
    cancelLink: 'No tiene nada que pagar. La página de pago se lo confirma:',
    questions: (merchant: string) =>
      `¿Tiene alguna pregunta? Responda a este correo: su respuesta llegará a ${merchant}.`,
    sentBy: (brand: string, merchant: string) => `${brand} le envía este correo a petición de ${merchant}.`,
    neverByReply: 'No facilite nunca los datos de su tarjeta o de su cuenta respondiendo a un correo.',
    test: '[TEST]',
    requestSms: (merchant: string, amount: string, link: string) =>
      `${merchant} le solicita ${amount}. Para pagar: ${link}`,
    reminderSms: (merchant: string, amount: string, day: string, link: string) =>
      `Recordatorio: ${merchant} le pide ${amount}, hasta el ${day}: ${link}`,
    receiptSms: (merchant: string, amount: string, link: string) =>
      `Pagado: ${amount} a ${merchant}. Recibo: ${link}`,
    refundSms: (merchant: string, amount: string, link: string) =>
      `${merchant} le ha reembolsado ${amount}. Recibo: ${link}`,
    cancelSms: (merchant: string, amount: string, link: string) =>
      `${merchant} ha cancelado su solicitud de ${amount}: nada que pagar. ${link}`,
  },
} satisfies CustomerCatalogue
