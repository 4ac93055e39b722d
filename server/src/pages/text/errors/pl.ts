import type { ErrorsText } from './errors-text.ts';

export const ERRORS_PL: ErrorsText = {
  kinds: {
    application: {
      title: 'Ta aplikacja nie jest poprawnie skonfigurowana',
      lead: 'To nie Twoja wina: aplikacja poprosiła o coś, czego nie możemy jej dać. Wróć do niej. Jeśli to się powtórzy, przekaż poniższy identyfikator administratorowi aplikacji.',
    },
    too_long: {
      title: 'To żądanie jest za długie',
      lead: 'Aplikacja wysłała więcej, niż możemy przyjąć. Wróć do niej i zacznij od nowa. Jeśli to się powtórzy, przekaż poniższy identyfikator administratorowi aplikacji.',
    },
    incomplete: {
      title: 'To żądanie jest niepełne',
      lead: 'Brakuje jego części albo została po drodze zmieniona. Wróć do aplikacji i zacznij od nowa.',
    },
    bookmark: {
      title: 'Logowanie zaczyna się w aplikacji',
      lead: 'Ta strona jest częścią logowania i nie można jej otworzyć osobno. Otwórz aplikację, z której chcesz skorzystać, i zaloguj się z jej poziomu.',
    },
    cookies: {
      title: 'Przeglądarka nie wysłała pliku cookie',
      lead: 'Bez plików cookie nie można się zalogować. Zezwól na nie dla tej witryny, a potem zacznij od nowa.',
    },
    foreign_form: {
      title: 'Ten formularz nie został wysłany z naszej strony',
      lead: 'Dla Twojego bezpieczeństwa nic nie zrobiono. Wróć, wczytaj stronę ponownie i powtórz czynność.',
    },
    outdated: {
      title: 'Ta strona jest nieaktualna',
      lead: 'Od jej otwarcia coś się zmieniło, więc nic nie zrobiono.',
    },
    answered: {
      title: 'Ten krok jest już za Tobą',
      lead: 'Być może przycisk został naciśnięty dwa razy albo otwarto wcześniejszą stronę. Jeśli aplikacja się nie otworzyła, zacznij od nowa.',
    },
    not_found: {
      title: 'Nie ma takiej strony',
      lead: 'W adresie może być literówka albo link, który otwarto, jest stary.',
    },
    method: {
      title: 'Tej strony nie można otworzyć w ten sposób',
      lead: 'Przyjmuje ona tylko to, co wysyła formularz. Wróć i użyj formularza.',
    },
    server: {
      title: 'Coś poszło nie tak po naszej stronie',
      lead: 'To nie Twoja wina. Spróbuj ponownie za minutę. Jeśli to się powtórzy, przekaż poniższy identyfikator administratorowi tej usługi.',
    },
    unavailable: {
      title: 'Ta usługa jest chwilowo niedostępna',
      lead: 'To nie Twoja wina. Usługa powinna wkrótce wrócić: spróbuj ponownie za chwilę.',
    },
    suspended: {
      title: 'Ta usługa jest zawieszona',
      lead: 'To nie Twoja wina i nic Twojego nie przepadło. Administrator tej usługi może powiedzieć, dlaczego i na jak długo; przekaż mu poniższy identyfikator.',
    },
    off: {
      title: 'To nie jest tutaj dostępne',
      lead: 'Administrator tej usługi tego nie udostępnia. Wróć i wybierz inny sposób.',
    },
    blocked: {
      title: 'Twoje konto jest zablokowane',
      lead: 'W tej chwili nie możesz z niego korzystać. Administrator tej usługi może powiedzieć dlaczego; przekaż mu poniższy identyfikator.',
    },
    logout: {
      title: 'Nie wylogowano',
      lead: 'Aplikacja poprosiła o to w sposób, którego nie możemy przyjąć, więc nic się nie zmieniło. Można wylogować się tutaj.',
    },
    no_factor: {
      title: 'Potrzebny jest drugi krok, a żadnego nie można skonfigurować',
      lead: 'Logowanie wymaga tu drugiego kroku, a nie ma żadnego, który można by teraz skonfigurować. Zapytaj administratora tej usługi.',
    },
  },
  reference: 'Identyfikator',
  in_dashboard: 'Zobacz w panelu administracyjnym',
  start_again: 'Zacznij od nowa',
  try_again: 'Spróbuj ponownie',
  to_account: 'Przejdź do swojego konta',
  sign_out: 'Wyloguj się',
  anew: {
    late: 'Minęło więcej niż dziesięć minut. Zaloguj się ponownie.',
    elsewhere: 'To logowanie rozpoczęto w innej przeglądarce. Zaloguj się tutaj ponownie.',
  },
  again: 'Minęło więcej niż dziesięć minut, dlatego pytamy ponownie.',
};
