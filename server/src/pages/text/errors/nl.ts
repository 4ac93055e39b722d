import type { ErrorsText } from './errors-text.ts';

export const ERRORS_NL: ErrorsText = {
  kinds: {
    application: {
      title: 'Deze app is niet goed ingesteld',
      lead: 'Je hebt niets verkeerd gedaan: de app vroeg om iets dat we niet kunnen geven. Ga terug naar de app. Gebeurt het weer? Geef de referentie hieronder dan door aan de beheerder van de app.',
    },
    too_long: {
      title: 'Dit verzoek is te lang',
      lead: 'De app heeft meer gestuurd dan we kunnen aannemen. Ga terug naar de app en begin opnieuw. Gebeurt het weer? Geef de referentie hieronder dan door aan de beheerder van de app.',
    },
    incomplete: {
      title: 'Dit verzoek is niet compleet',
      lead: 'Er ontbreekt een deel, of het is onderweg veranderd. Ga terug naar de app en begin opnieuw.',
    },
    bookmark: {
      title: 'Inloggen begint bij de app',
      lead: 'Deze pagina hoort bij het inloggen en kan niet los worden geopend. Open de app die je wilt gebruiken en log daar in.',
    },
    cookies: {
      title: 'Je browser stuurde geen cookie mee',
      lead: 'Zonder cookies kan niemand inloggen. Sta ze toe voor deze site en begin opnieuw.',
    },
    foreign_form: {
      title: 'Dit formulier kwam niet van onze pagina',
      lead: 'Om je te beschermen is er niets gedaan. Ga terug, laad de pagina opnieuw en herhaal wat je deed.',
    },
    outdated: {
      title: 'Deze pagina is verouderd',
      lead: 'Sinds de pagina werd geopend is er iets veranderd. Daarom is er niets gedaan.',
    },
    answered: {
      title: 'Dit heb je al gedaan',
      lead: 'Misschien heb je twee keer op een knop gedrukt of ben je teruggegaan naar een oudere pagina. Is de app niet geopend? Begin dan opnieuw.',
    },
    not_found: {
      title: 'Deze pagina bestaat niet',
      lead: 'Misschien zit er een fout in het adres, of is de link die je volgde oud.',
    },
    method: {
      title: 'Zo kan deze pagina niet worden geopend',
      lead: 'Ze neemt alleen aan wat een formulier stuurt. Ga terug en gebruik het formulier.',
    },
    server: {
      title: 'Er ging bij ons iets mis',
      lead: 'Je hebt niets verkeerd gedaan. Probeer het over een minuut nog eens. Gebeurt het weer? Geef de referentie hieronder dan door aan de beheerder van deze dienst.',
    },
    unavailable: {
      title: 'Deze dienst is onderbroken',
      lead: 'Je hebt niets verkeerd gedaan. Waarschijnlijk is hij snel terug: probeer het zo nog eens.',
    },
    suspended: {
      title: 'Deze dienst is stilgelegd',
      lead: 'Je hebt niets verkeerd gedaan, en er is niets van je verloren. De beheerder van deze dienst kan je vertellen waarom en voor hoelang; geef de referentie hieronder door.',
    },
    off: {
      title: 'Dit is hier niet beschikbaar',
      lead: 'De beheerder van deze dienst biedt het niet aan. Ga terug en kies een andere manier.',
    },
    blocked: {
      title: 'Je account is geblokkeerd',
      lead: 'Je kunt het nu niet gebruiken. De beheerder van deze dienst kan je vertellen waarom; geef de referentie hieronder door.',
    },
    logout: {
      title: 'U bent niet uitgelogd',
      lead: 'De toepassing vroeg erom op een manier die we niet kunnen aannemen, dus er is niets veranderd. U kunt hier uitloggen.',
    },
    no_factor: {
      title: 'Er is een tweede stap nodig, en er kan er geen worden ingesteld',
      lead: 'Inloggen vraagt hier een tweede stap, en er is er geen die je nu kunt instellen. Vraag het de beheerder van deze dienst.',
    },
  },
  reference: 'Referentie',
  in_dashboard: 'Bekijken in het beheer',
  start_again: 'Opnieuw beginnen',
  try_again: 'Nog eens proberen',
  to_account: 'Naar je account',
  sign_out: 'Uitloggen',
  anew: {
    late: 'Het duurde langer dan tien minuten. Log opnieuw in.',
    elsewhere: 'Dit inloggen is in een andere browser begonnen. Log hier opnieuw in.',
  },
  again: 'Het duurde langer dan tien minuten, daarom vragen we het nog eens.',
};
