/** The words of the two mails of the house. */
type Named = { language: 'fr' | 'en'; shop: string; name: string; link: string }

export function invitationText({ language, shop, name, link }: Named) {
  if (language === 'en')
    return {
      subject: `${shop} invites you to Comptoir`,
      text: `Hello ${name},\n\n${shop} invites you to join its team on Comptoir. Choose your password here:\n\n${link}\n\nThis link works once, within seven days.\n`,
    }
  return {
    subject: `${shop} vous invite sur Comptoir`,
    text: `Bonjour ${name},\n\n${shop} vous invite à rejoindre son équipe sur Comptoir. Choisissez votre mot de passe ici\u202f:\n\n${link}\n\nCe lien sert une seule fois, pendant sept jours.\n`,
  }
}

export function lostPasswordText({ language, name, link }: Named) {
  if (language === 'en')
    return {
      subject: 'Choose a new password',
      text: `Hello ${name},\n\nA new password was asked for with your address. Choose it here within the hour:\n\n${link}\n\nIf this was not you, there is nothing to do: your password stays as it is.\n`,
    }
  return {
    subject: 'Choisissez un nouveau mot de passe',
    text: `Bonjour ${name},\n\nUn nouveau mot de passe a été demandé avec votre adresse. Choisissez-le ici dans l’heure\u202f:\n\n${link}\n\nSi ce n’était pas vous, il n’y a rien à faire\u202f: votre mot de passe ne change pas.\n`,
  }
}
