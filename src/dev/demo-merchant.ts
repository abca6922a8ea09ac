/** What the demo account's settings say. The numbers are nobody's. */
export const merchant = {
  trade_name: 'Atelier Lumière',
  legal_name: 'Lumière et Filles SARL',
  postal_address: '8 rue des Tanneurs\n44000 Nantes',
  siren: '123456782',
  vat_number: 'FR11123456782',
  terms_url: 'https://atelier-lumiere.example/conditions-generales-de-vente',
  withdrawal_url: 'https://atelier-lumiere.example/retractation',
  contact_email: 'contact@atelier-lumiere.example',
  contact_phone: '+33123456789',
  accent: '#8a4a06',
  sms_sender: 'ATELIER',
  notice_emails: ['contact@atelier-lumiere.example'],
}
