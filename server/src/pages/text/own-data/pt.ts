import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_PT: OwnDataText = {
  download: {
    title: 'Baixar seus dados',
    lead: 'Um arquivo com tudo o que é guardado aqui sobre você: perfil, logins, dispositivos, aplicativos e o que aconteceu na sua conta. Ele não contém nenhuma senha nem nada que permita entrar.',
    submit: 'Baixar',
  },
  parts: {
    profile: 'Quem você é aqui',
    passwords: 'Quando foram escolhidas as senhas que não podem ser usadas de novo',
    factors: 'Formas de confirmar que é você',
    recovery_codes: 'Códigos de recuperação restantes',
    remembered_devices: 'Dispositivos em que a segunda etapa não é pedida',
    sessions: 'Dispositivos em que você está conectado',
    session_applications: 'Aplicativos que você usou nessas sessões',
    sign_ins: 'Onde e quando você entrou',
    failed_sign_ins: 'Tentativas de entrar na sua conta que falharam',
    roles: 'Funções que você tem',
    permissions: 'Permissões concedidas a você individualmente',
    consents: 'O que você permitiu aos aplicativos',
    grants: 'Acesso que os aplicativos mantêm',
    access_tokens: 'Acesso que os aplicativos têm por pouco tempo',
    links_by_mail: 'Links que enviamos a você e que ainda funcionam',
    codes_by_mail: 'Códigos que enviamos a você e que ainda funcionam',
    events: 'O que aconteceu na sua conta',
  },
  remove: {
    title: 'Excluir sua conta',
    lead: 'Sua conta e tudo o que é guardado com ela são excluídos para sempre.',
    open: 'Excluir sua conta',
    lost_title: 'O que se perde com ela',
    lost: [
      'Seu perfil e suas formas de entrar',
      'Seu login em todos os dispositivos',
      'O acesso de todos os aplicativos à sua conta',
      'A lista dos seus dispositivos e logins',
    ],
    elsewhere: 'O que os aplicativos guardam sobre você fica com eles. Peça a eles que excluam.',
    waits: (date) =>
      html`Sua conta será excluída em ${date}. Até lá, ela funciona como antes, e você ainda pode mantê-la.`,
    at_once: 'Sua conta é excluída imediatamente. Ninguém pode recuperá-la.',
    confirm: (address) => html`Digite ${address} para confirmar`,
    submit: 'Excluir a conta',
    back: 'Manter a conta',
    failures: {
      mismatch: 'Este não é o endereço da sua conta. Digite-o como aparece acima.',
      throttled: 'Enviamos muitos e-mails. Espere uma hora e tente de novo.',
    },
  },
  waiting: { lead: (date) => html`Sua conta será excluída em ${date}.`, keep: 'Manter minha conta' },
  done: { title: 'Sua conta foi excluída', lead: 'Nada dela resta aqui. Você já pode fechar esta janela.' },
  failed: {
    reasons: {
      wrong_password: 'Senha incorreta',
      wrong_code: 'Código incorreto',
      wrong_second_factor: 'Segunda etapa incorreta',
      wrong_passkey: 'Chave de acesso não aceita',
      blocked: 'A conta estava bloqueada',
    },
    since: (count) => `Tentativas com falha desde o seu login anterior: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Sua conta em ${site} será excluída`,
      lead: (site) =>
        `Você pediu a exclusão da sua conta em ${site}. Até o dia indicado abaixo, ela funciona como antes.`,
      action: 'Manter minha conta',
      otherwise: () =>
        'Se não foi você, ou se mudou de ideia, entre e escolha manter sua conta. Se foi outra pessoa, altere sua senha em seguida.',
    },
    account_deleted: {
      subject: (site) => `Sua conta em ${site} foi excluída`,
      lead: (site) =>
        `Sua conta em ${site} foi excluída, como você pediu, com tudo o que era guardado com ela.`,
      otherwise: () => 'Se quiser voltar, você pode criar uma nova conta. Ela começa vazia.',
    },
  },
  deletes_on: 'Será excluída em',
};
