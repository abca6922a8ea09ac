import type { team as fr } from '../fr/team.ts'

export const team = {
  title: 'Team',
  intro: (merchant: string) => `Who works for ${merchant}, and what each of them may do.`,
  roles: { member: 'Member', manager: 'Manager', admin: 'Administrator', owner: 'Owner' },
  rolesTitle: 'Roles',
  abilities: {
    member: 'Requests payments, follows them up and sends them again.',
    manager: 'May also cancel a request and refund a payment.',
    admin: 'May also manage the team, the settings and the Stripe keys.',
    owner: 'May also appoint other owners and close the account.',
  },
  you: 'you',
  since: (day: string) => `since ${day}`,
  change: 'Change role',
  changeOf: (person: string) => `Change role: ${person}`,
  remove: 'Remove',
  removeOf: (person: string) => `Remove: ${person}`,
  leave: 'Leave the team',
  lastOwner: 'To leave the team or change your role, first make somebody else an owner.',
  notices: {
    role_changed: 'The role is changed, from now on.',
    person_removed: 'This person is no longer in the team.',
    last_owner: 'A team keeps at least one owner: appoint another one first.',
  },
  role: {
    title: (person: string) => `Role of ${person}`,
    legend: 'Role',
    confirm: 'Save',
  },
  removal: {
    title: 'Remove this person?',
    text: (person: string, merchant: string) =>
      `${person} will have no access to ${merchant} any more, from now on. Their name stays in the history of requests.`,
    confirm: 'Remove from the team',
    keep: 'Do not remove',
  },
  departure: {
    title: 'Leave this team?',
    text: (merchant: string) =>
      `You will have no access to ${merchant} any more. To come back, you will need an invitation.`,
    confirm: 'Leave the team',
    keep: 'Stay',
  },
  merchants: {
    current: 'Business:',
    switch: 'Switch to',
  },
  nobody: {
    title: 'You are in no team',
    text: (email: string) =>
      `Your account ${email} still exists, but no business is open to you. To join one, ask its team to invite this address.`,
  },
} satisfies typeof fr
