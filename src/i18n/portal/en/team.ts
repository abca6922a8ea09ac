import type { team as fr } from '../fr/team.ts'
import { ownGateways } from './gateways.ts'

export const team = {
  title: 'Team',
  intro: (merchant: string) => `Who works for ${merchant}, and what each of them may do.`,
  roles: { member: 'Member', manager: 'Manager', admin: 'Administrator', owner: 'Owner' },
  rolesTitle: 'Roles',
  abilities: {
    member: 'Requests payments, follows them up and sends them again.',
    manager: 'May also cancel a request and refund a payment.',
    admin: `May also manage the team, the settings and the ${ownGateways} keys.`,
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
  nowFor: (merchant: string) => `You are now in ${merchant}.`,
  flash: {
    role_changed: 'The role is changed, from now on.',
    invited:
      'The invitation is on its way by e-mail. Its link works for 7 days; an older one no longer works.',
    invitation_withdrawn: 'The invitation is cancelled: its link no longer works.',
    closed: 'The account is closed. Its owners receive a confirmation by e-mail.',
    joined: 'Welcome to the team.',
    person_removed: 'This person is no longer in the team.',
    last_owner: 'A team keeps at least one owner: appoint another one first.',
  },
  role: {
    title: (person: string) => `Role: ${person}`,
    legend: 'Role',
    submit: 'Save',
  },
  removal: {
    title: 'Remove this person?',
    text: (person: string, merchant: string) =>
      `${person} will have no access to ${merchant} any more, from now on. Their name stays in the history of requests. If they have invited somebody who has not answered yet, that invitation works no more.`,
    submit: 'Remove from the team',
    keep: 'Do not remove',
  },
  departure: {
    title: 'Leave this team?',
    text: (merchant: string) =>
      `You will have no access to ${merchant} any more. To come back, you will need an invitation.`,
    submit: 'Leave the team',
    keep: 'Stay',
  },
  invite: {
    action: 'Invite someone',
    title: 'Invite someone',
    email: 'E-mail address',
    emailHint: 'They receive a link, good for 7 days, to join the team.',
    submit: 'Send the invitation',
    problemsTitle: 'The invitation has not left',
    problems: {
      empty: () => 'Enter this person’s e-mail address, such as lou@example.com.',
      invalid: () => 'Enter a single, complete e-mail address, such as lou@example.com.',
      in_team: () => 'This person is in the team already: change their role in the list.',
      too_many: (minutes: number) =>
        `Too many invitations in an hour. Try again in ${minutes > 1 ? `${minutes} minutes` : 'a minute'}.`,
    },
  },
  invitations: {
    title: 'Open invitations',
    until: (day: string) => `until ${day}`,
    expired: 'expired',
    sendAgain: 'Send again',
    sendAgainTo: (email: string) => `Send again: ${email}`,
    withdraw: 'Cancel',
    withdrawOf: (email: string) => `Cancel: ${email}`,
  },
  invitation: {
    title: 'Invitation',
    heading: (merchant: string) => `Join ${merchant}`,
    text: (role: string) => `Your role: ${role}.`,
    accept: 'Join the team',
    signIn: (email: string) => `Sign in with ${email} to accept this invitation.`,
    choose: 'Choose your name and a password to open your account:',
    problemsTitle: 'Your account is not open',
    otherAddress: (invited: string, own: string) =>
      `This invitation is for ${invited}, and you are signed in as ${own}. Sign out, then open the link in the e-mail again.`,
    goneTitle: 'This invitation is no longer good',
    gone: 'It was accepted, replaced or cancelled, or its 7 days are over. If you accepted it, sign in; if not, ask for another one.',
  },
  letters: {
    invitation: {
      subject: (merchant: string) => `${merchant} invites you to join its team`,
      intro: (merchant: string, role: string) =>
        `${merchant} invites you to join its team. Your role: ${role}.`,
      button: 'See the invitation',
      linkIntro: 'To see the invitation:',
      paragraphs: [
        'This link works once, for 7 days, and for your address only.',
        'If you did not expect this invitation, there is nothing to do: without you, nothing changes.',
      ],
    },
  },
  merchants: {
    current: 'Business:',
    switch: 'Switch to',
    open: 'Open another business',
    openOne: 'Open a business',
    openTitle: 'Open a business',
    openText: 'It has its own payments, team and settings, and you own it.',
    submit: 'Open',
    problemsTitle: 'Nothing was opened',
  },
  nobody: {
    title: 'You are in no team',
    text: (email: string) =>
      `Your account ${email} still exists, but no business is open to you. To join one, ask its team to invite this address.`,
  },
} satisfies typeof fr
