import { html } from '../html.ts';
import { ACCOUNT_PT } from './account/pt.ts';
import { ENTRANCE_PT } from './entrance/pt.ts';
import { ERRORS_PT } from './errors/pt.ts';
import { FRONT_PT } from './front/pt.ts';
import { MY_ACCOUNT_PT } from './my-account/pt.ts';
import { OWN_DATA_PT } from './own-data/pt.ts';
import { RECOVERY_CODES_PT } from './recovery-codes/pt.ts';
import type { Text } from './text.ts';

/** Portuguese as it is written in Brazil. */
export const pt: Text = {
  language: 'pt',
  direction: 'ltr',
  unnamed_application: 'Aplicativo sem nome',
  login: {
    title: 'Fazer login',
    to: (client) => html`para continuar em ${client}`,
    email: 'Endereço de e-mail',
    email_or_username: 'Endereço de e-mail ou nome de usuário',
    password: 'Senha',
    show_password: 'Mostrar a senha',
    submit: 'Entrar',
    cancel: 'Cancelar',
    continueAs: (address) => html`Continuar como ${address}`,
    other_account: 'ou usar outra conta',
    new_here: 'Não tem uma conta?',
    create_account: 'Criar uma conta',
    no_signup: 'Não é possível criar uma conta aqui. Peça uma a quem administra este aplicativo.',
    failures: {
      invalid_credentials: 'E-mail ou senha incorretos.',
      throttled: 'Muitas tentativas. Aguarde alguns minutos e tente novamente.',
      busy: 'O serviço está com muitos acessos agora. Tente novamente em instantes.',
      malformed_email: 'Este não parece ser um endereço de e-mail completo. Verifique-o.',
      unavailable: 'Essa forma de entrar ainda não está disponível aqui. Escolha outra.',
      stale: 'Sua conta foi alterada enquanto você entrava. Entre novamente.',
    },
  },
  entrance: ENTRANCE_PT,
  front: FRONT_PT,
  signUp: {
    title: 'Crie sua conta',
    submit: 'Criar conta',
    has_account: 'Já tenho uma conta',
    back: 'Voltar ao login',
    failures: {
      malformed_email: 'Este endereço de e-mail não parece completo. Confira, por favor.',
      taken: 'Já existe uma conta com este e-mail. Você pode entrar ou escolher uma nova senha.',
      throttled: 'Muitas tentativas. Aguarde alguns minutos e tente novamente.',
      busy: 'O serviço está com muitos acessos agora. Tente novamente em instantes.',
    },
  },
  newPassword: {
    hint: (count) =>
      `Pelo menos ${count} caracteres. Várias palavras sem relação entre si são uma boa escolha.`,
    tooShort: (count) => `Use pelo menos ${count} caracteres.`,
    failures: {
      too_long: 'É mais longa do que podemos aceitar. Use no máximo 1.024 caracteres.',
      common:
        'Muitas pessoas usam esta senha ou uma bem parecida, por isso ela é fácil de adivinhar. Tente várias palavras sem relação entre si.',
      personal: 'Não use seu nome, seu endereço nem o nome deste site: é o que alguém tentaria primeiro.',
      dictionary:
        'Ela é feita de palavras fáceis de adivinhar aqui. Tente várias palavras sem relação entre si.',
      reused: 'Você já usou esta senha antes. Escolha uma nova.',
      breached:
        'Esta senha está em uma lista de senhas roubadas, então alguém pode tentar usá-la. Escolha outra e troque-a também nos outros lugares em que você a usa.',
    },
  },
  mailSent: {
    title: 'Confira seu e-mail',
    toSignUp: (address) => html`Enviamos um e-mail para ${address}. Abra o link da mensagem para continuar.`,
    toReset: (address) =>
      html`Se houver uma conta para ${address}, um e-mail está a caminho. Abra o link da mensagem para escolher uma nova senha.`,
    nothing_came: 'Nada chegou depois de alguns minutos? Olhe na pasta de spam ou tente mais uma vez.',
    again: 'Tentar mais uma vez',
  },
  verifyEmail: {
    title: 'Confirme seu e-mail',
    lead: (address) => html`Pressione o botão para confirmar que ${address} é seu.`,
    password: 'A senha que você escolheu',
    wrong_password: 'Esta não é a senha escolhida para esta conta.',
    submit: 'Confirmar',
    done_title: 'Seu e-mail está confirmado',
    done: 'Volte ao aplicativo e faça login.',
  },
  resetPassword: {
    forgot: 'Esqueceu a senha?',
    title: 'Defina uma nova senha',
    lead: 'Informe seu e-mail e enviaremos um link.',
    submit: 'Enviar o link',
    choose_title: 'Escolha uma nova senha',
    chooseFor: (address) => html`para ${address}`,
    new_password: 'Nova senha',
    choose: 'Salvar a senha',
    done_title: 'Sua senha foi alterada',
    done: 'Suas outras sessões foram encerradas. Entre com a nova senha para continuar.',
    continue: 'Ir para o login',
  },
  linkEnded: {
    title: 'Este link não funciona mais',
    lead: 'Cada link funciona uma única vez e por tempo limitado, e um mais novo toma o lugar dele. Se você acabou de usá-lo, está tudo certo.',
    go_back: 'Você pode voltar ao aplicativo e começar de novo por lá.',
    again: 'Receber um novo link',
  },
  consent: {
    title: 'Permitir o acesso?',
    lead: (client) => html`${client} quer usar sua conta.`,
    unverified: 'Este aplicativo é de terceiros. Continue somente se você o conhece e confia nele.',
    typed: (command) => html`Continue somente se você acabou de digitar ${command} neste computador.`,
    about_you: 'Sobre você',
    permissions: 'Ele poderá',
    permissionsOf: (api) => html`Com ${api}`,
    many: (count) => `${count} permissões, por assunto`,
    no_permissions: 'Saber que você entrou aqui, e nada mais',
    scopes: new Map([
      ['openid', 'Saber quem você é'],
      ['profile', 'Ver seu nome e sua foto'],
      ['email', 'Ver seu endereço de e-mail'],
      ['address', 'Ver seu endereço postal'],
      ['phone', 'Ver seu número de telefone'],
      ['offline_access', 'Manter o acesso enquanto você está fora'],
    ]),
    account: 'Sua conta',
    lifetime: 'Duração do acesso',
    renewable: (span) => html`renovável por ${span}`,
    renewable_always: 'renovável até que você o remova',
    origin: 'O aplicativo é de',
    destination: 'Você voltará para',
    technical_names: 'Nomes técnicos',
    accept: 'Permitir',
    deny: 'Não permitir',
  },
  myAccount: MY_ACCOUNT_PT,
  secondFactor: {
    title: 'Confirme que é você',
    leads: {
      otp: 'Digite os seis dígitos que aparecem no seu app autenticador.',
      webauthn: 'Use sua chave de segurança, sua impressão digital ou seu rosto.',
      email: 'Podemos enviar um código para o seu e-mail.',
      recovery: 'Digite um dos códigos de recuperação que você guardou. Cada um funciona uma vez.',
    },
    ways: {
      otp: 'App autenticador',
      webauthn: 'Chave de segurança ou de acesso',
      email: 'E-mail',
      recovery: 'Código de recuperação',
    },
    hints: {
      otp: 'Um código de seis dígitos',
      webauthn: 'Toque nela ou use sua impressão digital',
      email: 'Enviamos um código para você',
      recovery: 'Um dos que você guardou',
    },
    other_ways: 'Ou use outra opção',
    code: 'Código',
    recovery_code: 'Código de recuperação',
    remember: (days) =>
      days === 1
        ? 'Não perguntar neste dispositivo por um dia'
        : `Não perguntar neste dispositivo por ${days} dias`,
    submit: 'Continuar',
    cancel: 'Cancelar',
    mailTo: (address) => html`O código será enviado para ${address}.`,
    send: 'Enviar um código',
    send_again: 'Enviar outro código',
    failures: {
      wrong_code: 'Este código não funcionou. Verifique-o e tente novamente.',
      clock_off:
        'Este código é de outro minuto. O relógio do seu celular pode estar errado: deixe que ele ajuste a hora automaticamente e digite o código que ele mostrar.',
      throttled:
        'Foram muitas tentativas. Aguarde alguns minutos e tente novamente, ou use um código de recuperação.',
      mail_throttled: 'Já enviamos vários códigos para você. Aguarde alguns minutos antes do próximo.',
      sent: 'O código está a caminho. Ele vale por dez minutos.',
    },
    enrol: {
      title: 'Adicione uma segunda etapa',
      lead: (client) => html`${client} pede uma segunda etapa no login. Leva só um minuto.`,
      install: 'Abra seu app autenticador ou instale um.',
      scan: 'Escaneie esta imagem com ele ou digite a chave.',
      qr: 'QR code com a chave',
      key: 'Chave',
      confirm: 'Digite os seis dígitos que ele mostra.',
      submit: 'Ativar',
    },
    recovery: RECOVERY_CODES_PT,
  },
  client: { policy: 'Política de privacidade', tos: 'Termos de serviço' },
  errors: ERRORS_PT,
  logout: {
    title: 'Sair da conta?',
    lead: 'Você está prestes a sair da sua conta.',
    leadFrom: (client) => html`${client} pede para encerrar sua sessão.`,
    submit: 'Sair',
    stay: 'Continuar na conta',
    telling: 'Seus aplicativos estão sendo avisados.',
  },
  account: ACCOUNT_PT,
  ownData: OWN_DATA_PT,
  loggedOut: { title: 'Você saiu da sua conta', lead: 'Agora você pode fechar esta janela.' },
  webauthn: {
    sign_in: 'Entrar com uma chave de acesso',
    use: 'Usar uma chave de acesso ou de segurança',
    add: 'Adicionar uma chave de acesso ou de segurança',
    add_lead:
      'Pode ser sua impressão digital, seu rosto, o bloqueio do seu celular ou uma chave que você conecta.',
    failed: 'Não funcionou. Tente novamente ou escolha outra opção.',
    unavailable: 'Este navegador não pode usar chaves de acesso nem de segurança aqui. Escolha outra opção.',
    unavailable_alone: 'Este navegador não pode usar chaves de acesso nem de segurança aqui.',
  },
  formPost: { title: 'Um momento', lead: 'Levando você de volta ao aplicativo.', submit: 'Continuar' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Confirme seu e-mail para ${site}`,
        lead: () => 'Abra o link para confirmar que este endereço é seu.',
        action: 'Confirmar e-mail',
        otherwise: () => 'Se você não pediu isto, não faça nada: o endereço não é confirmado sem você.',
      },
      reset_password: {
        subject: (site) => `Escolha uma nova senha para ${site}`,
        lead: (site) =>
          `Alguém pediu uma nova senha para sua conta em ${site}. Abra o link para escolher uma.`,
        action: 'Escolher uma nova senha',
        otherwise: () => 'Se não foi você, não faça nada: sua senha continua a mesma.',
      },
      change_email: {
        subject: (site) => `Confirme seu novo e-mail para ${site}`,
        lead: (site) => `Abra o link para usar este endereço na sua conta em ${site} a partir de agora.`,
        action: 'Usar este endereço',
        otherwise: () => 'Se você não pediu isto, não faça nada: nada muda.',
      },
      login_link: {
        subject: (site) => `Entre em ${site}`,
        lead: () => 'Abra o link no navegador em que você começou e você entrará na sua conta.',
        action: 'Entrar',
        otherwise: () => 'Se você não pediu isto, não faça nada: ninguém entra sem você.',
      },
      login_code: {
        subject: (site) => `Seu código para entrar em ${site}`,
        lead: () => 'Digite este código na página em que você começou.',
        otherwise: () => 'Se você não pediu isto, não faça nada. Nunca passe o código a ninguém.',
      },
      second_factor_code: {
        subject: (site) => `Seu código de segurança para ${site}`,
        lead: () => 'Digite este código na página em que você está entrando.',
        otherwise: () =>
          'Se você não está entrando agora, alguém sabe sua senha: troque-a. Nunca passe o código a ninguém.',
      },
      account_exists: {
        subject: (site) => `Você já tem uma conta em ${site}`,
        lead: (site) =>
          `Alguém tentou criar uma conta em ${site} com este endereço. Já existe uma: você pode entrar ou escolher uma nova senha.`,
        action: 'Escolher uma nova senha',
        otherwise: () => 'Se não foi você, não faça nada: sua conta continua como está.',
      },
      email_changed: {
        subject: (site) => `Seu e-mail em ${site} foi alterado`,
        lead: (site) =>
          `O endereço da sua conta em ${site} foi alterado, e as mensagens vão para o novo a partir de agora.`,
        otherwise: (site) => `Se não foi você, escreva imediatamente para quem administra ${site}.`,
      },
      password_changed: {
        subject: (site) => `Sua senha em ${site} foi alterada`,
        lead: (site) =>
          `A senha da sua conta em ${site} foi alterada. Os outros dispositivos foram desconectados.`,
        otherwise: () =>
          'Se não foi você, escolha uma nova senha imediatamente: use “Esqueceu a senha?” na página de login.',
      },
      second_factor_added: {
        subject: (site) => `Uma segunda etapa foi adicionada em ${site}`,
        lead: (site) => `Sua conta em ${site} tem uma nova forma de confirmar que é você.`,
        otherwise: () => 'Se não foi você, troque sua senha e remova essa forma na página da sua conta.',
      },
      second_factor_removed: {
        subject: (site) => `Uma segunda etapa foi removida em ${site}`,
        lead: (site) => `Uma forma de confirmar que é você foi removida da sua conta em ${site}.`,
        otherwise: () => 'Se não foi você, troque sua senha e confira a página da sua conta.',
      },
      new_sign_in: {
        subject: (site) => `Novo login em ${site}`,
        lead: (site) => `Alguém entrou na sua conta em ${site} com um dispositivo que ainda não conhecíamos.`,
        otherwise: () =>
          'Se foi você, não precisa fazer nada. Se não foi, troque sua senha: os outros dispositivos serão desconectados.',
      },
      ...OWN_DATA_PT.mails,
    },
    your_code: 'Seu código',
    or_open: 'Se o botão não funcionar, abra este endereço:',
    expires: (n) =>
      n < 60
        ? `Vale por ${n} ${n === 1 ? 'minuto' : 'minutos'}.`
        : `Vale por ${n / 60} ${n === 60 ? 'hora' : 'horas'}.`,
    when: 'Quando',
    device: 'Dispositivo',
    address: 'Endereço',
    because: (site) =>
      `Você recebe este e-mail por causa da sua conta em ${site} ou porque alguém digitou este endereço lá.`,
  },
};
