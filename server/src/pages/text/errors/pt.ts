import type { ErrorsText } from './errors-text.ts';

export const ERRORS_PT: ErrorsText = {
  kinds: {
    application: {
      title: 'Este aplicativo não está configurado corretamente',
      lead: 'Você não fez nada de errado: o aplicativo pediu algo que não podemos dar a ele. Volte ao aplicativo. Se acontecer de novo, passe a referência abaixo a quem o administra.',
    },
    too_long: {
      title: 'Esta solicitação é longa demais',
      lead: 'O aplicativo enviou mais do que podemos receber. Volte a ele e comece de novo. Se acontecer outra vez, passe a referência abaixo a quem o administra.',
    },
    incomplete: {
      title: 'Esta solicitação está incompleta',
      lead: 'Falta uma parte, ou ela foi alterada no caminho. Volte ao aplicativo e comece de novo.',
    },
    bookmark: {
      title: 'A entrada começa no aplicativo',
      lead: 'Esta página faz parte de uma entrada e não pode ser aberta sozinha. Abra o aplicativo que você quer usar e entre por ele.',
    },
    cookies: {
      title: 'Seu navegador não enviou nenhum cookie',
      lead: 'Sem cookies ninguém consegue entrar. Permita-os para este site e comece de novo.',
    },
    foreign_form: {
      title: 'Este formulário não foi enviado da nossa página',
      lead: 'Para proteger você, nada foi feito. Volte, recarregue a página e repita o que fez.',
    },
    outdated: {
      title: 'Esta página está desatualizada',
      lead: 'Algo mudou desde que ela foi aberta, por isso nada foi feito.',
    },
    answered: {
      title: 'Você já fez isso',
      lead: 'Talvez um botão tenha sido pressionado duas vezes ou você tenha voltado a uma página anterior. Se o aplicativo não abriu, comece de novo.',
    },
    not_found: {
      title: 'Esta página não existe',
      lead: 'Pode haver um erro no endereço, ou o link que você seguiu é antigo.',
    },
    method: {
      title: 'Esta página não pode ser aberta assim',
      lead: 'Ela só aceita o que um formulário envia. Volte e use o formulário.',
    },
    server: {
      title: 'Algo deu errado do nosso lado',
      lead: 'Você não fez nada de errado. Tente novamente em um minuto. Se acontecer de novo, passe a referência abaixo a quem administra este serviço.',
    },
    unavailable: {
      title: 'Este serviço está interrompido',
      lead: 'Você não fez nada de errado. Ele deve voltar em breve: tente novamente daqui a pouco.',
    },
    suspended: {
      title: 'Este serviço está suspenso',
      lead: 'Você não fez nada de errado, e nada seu se perdeu. Quem administra este serviço pode dizer por quê e por quanto tempo; informe a referência abaixo.',
    },
    off: {
      title: 'Isto não está disponível aqui',
      lead: 'Quem administra este serviço não oferece isto. Volte e escolha outra forma.',
    },
    blocked: {
      title: 'Sua conta está bloqueada',
      lead: 'Você não pode usá-la no momento. Quem administra este serviço pode dizer por quê; informe a referência abaixo.',
    },
    logout: {
      title: 'Não saiu da sua conta',
      lead: 'A aplicação pediu-o de uma forma que não podemos aceitar, por isso nada mudou. Pode sair aqui.',
    },
    no_factor: {
      title: 'É preciso uma segunda etapa, e nenhuma pode ser configurada',
      lead: 'Entrar aqui exige uma segunda etapa, e não há nenhuma que você possa configurar agora. Fale com quem administra este serviço.',
    },
  },
  reference: 'Referência',
  in_dashboard: 'Ver no painel de administração',
  start_again: 'Começar de novo',
  try_again: 'Tentar novamente',
  to_account: 'Ir para a sua conta',
  sign_out: 'Sair',
  anew: {
    late: 'Passaram-se mais de dez minutos. Entre novamente.',
    elsewhere: 'Esta entrada foi iniciada em outro navegador. Entre novamente aqui.',
  },
  again: 'Passaram-se mais de dez minutos, por isso perguntamos outra vez.',
};
