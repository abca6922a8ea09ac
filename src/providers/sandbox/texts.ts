/** The test bank's texts. It plays another company's site, so they are not in our catalogues. */
import type { Language } from '../../domain/words.ts'

const fr = {
  bank: 'Banque d’essai',
  simulation: 'Simulation',
  warning: 'Cette banque n’existe pas : aucune vraie banque n’est contactée et aucun argent ne circule.',
  title: 'Confirmer un paiement',
  intro: 'Dans cette simulation, votre banque vous demande si ce paiement vient bien de vous.',
  merchant: 'Marchand',
  amount: 'Montant',
  card: 'Carte',
  endingIn: (brand: string, last4: string) => `${brand} qui se termine par ${last4}`,
  accept: 'Confirmer le paiement',
  refuse: 'Refuser',
  overTitle: 'Il n’y a plus rien à confirmer',
  overText: 'La réponse a déjà été donnée, ou ce paiement a été annulé.',
  back: 'Revenir à la page de paiement',
}

type BankTexts = typeof fr

const en: BankTexts = {
  bank: 'Test bank',
  simulation: 'Simulation',
  warning: 'This bank does not exist: no real bank is contacted and no money moves.',
  title: 'Confirm a payment',
  intro: 'In this simulation, your bank asks whether this payment really comes from you.',
  merchant: 'Merchant',
  amount: 'Amount',
  card: 'Card',
  endingIn: (brand, last4) => `${brand} ending in ${last4}`,
  accept: 'Confirm the payment',
  refuse: 'Refuse',
  overTitle: 'There is nothing left to confirm',
  overText: 'An answer has already been given, or this payment was cancelled.',
  back: 'Back to the payment page',
}

const it: BankTexts = {
  bank: 'Banca di prova',
  simulation: 'Simulazione',
  warning: 'Questa banca non esiste: nessuna vera banca viene contattata e non circola denaro.',
  title: 'Confermare un pagamento',
  intro: 'In questa simulazione, la tua banca ti chiede se questo pagamento viene davvero da te.',
  merchant: 'Esercente',
  amount: 'Importo',
  card: 'Carta',
  endingIn: (brand, last4) => `${brand} che termina con ${last4}`,
  accept: 'Conferma il pagamento',
  refuse: 'Rifiuta',
  overTitle: 'Non c’è più nulla da confermare',
  overText: 'La risposta è già stata data, oppure il pagamento è stato annullato.',
  back: 'Torna alla pagina di pagamento',
}

const es: BankTexts = {
  bank: 'Banco de prueba',
  simulation: 'Simulación',
  warning: 'Este banco no existe: no se contacta con ningún banco real y no se mueve dinero.',
  title: 'Confirmar un pago',
  intro: 'En esta simulación, su banco le pregunta si este pago es realmente suyo.',
  merchant: 'Comercio',
  amount: 'Importe',
  card: 'Tarjeta',
  endingIn: (brand, last4) => `${brand} terminada en ${last4}`,
  accept: 'Confirmar el pago',
  refuse: 'Rechazar',
  overTitle: 'Ya no hay nada que confirmar',
  overText: 'La respuesta ya se ha dado, o este pago se ha anulado.',
  back: 'Volver a la página de pago',
}

const de: BankTexts = {
  bank: 'Testbank',
  simulation: 'Simulation',
  warning: 'Diese Bank gibt es nicht: Keine echte Bank wird kontaktiert und es fließt kein Geld.',
  title: 'Zahlung bestätigen',
  intro: 'In dieser Simulation fragt Ihre Bank, ob diese Zahlung wirklich von Ihnen stammt.',
  merchant: 'Händler',
  amount: 'Betrag',
  card: 'Karte',
  endingIn: (brand, last4) => `${brand} mit den Endziffern ${last4}`,
  accept: 'Zahlung bestätigen',
  refuse: 'Ablehnen',
  overTitle: 'Es gibt nichts mehr zu bestätigen',
  overText: 'Die Antwort wurde bereits gegeben, oder diese Zahlung wurde storniert.',
  back: 'Zurück zur Zahlungsseite',
}

const nl: BankTexts = {
  bank: 'Testbank',
  simulation: 'Simulatie',
  warning: 'Deze bank bestaat niet: er wordt geen echte bank benaderd en er wordt geen geld overgemaakt.',
  title: 'Een betaling bevestigen',
  intro: 'In deze simulatie vraagt uw bank of deze betaling echt van u komt.',
  merchant: 'Verkoper',
  amount: 'Bedrag',
  card: 'Kaart',
  endingIn: (brand, last4) => `${brand} eindigend op ${last4}`,
  accept: 'Betaling bevestigen',
  refuse: 'Weigeren',
  overTitle: 'Er is niets meer te bevestigen',
  overText: 'Het antwoord is al gegeven, of deze betaling is geannuleerd.',
  back: 'Terug naar de betaalpagina',
}

export const bankTexts: Record<Language, BankTexts> = { fr, en, it, es, de, nl }
