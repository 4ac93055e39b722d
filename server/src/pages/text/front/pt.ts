import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_PT: FrontText = {
  title: 'Login e contas',
  lead: 'Os aplicativos enviam você para cá para fazer login. Sua conta também fica aqui: você pode cuidar dela quando quiser.',
  account: 'Ir para minha conta',
  developers: 'Para desenvolvedores',
  issuer: 'Emissor',
  metadata: 'Metadados',
  stranger: {
    title: 'Este endereço não leva a lugar nenhum',
    lead: (host) => html`Não há página de login em ${host}.`,
    hint: 'Confira se o endereço está certo, ou volte ao aplicativo que enviou você para cá e comece de novo.',
  },
  machine: {
    title: 'Neste computador',
    hint: 'Você vê isto porque abriu a página no computador em que o servidor está rodando.',
    mailbox: 'Caixa de correio',
    mailbox_hint: 'E-mails que foram escritos aqui e não foram enviados',
    noClient: (command) =>
      html`Nenhum aplicativo foi registrado ainda. Execute ${command} para adicionar o seu.`,
    noTenant: (command) => html`Ainda não há nenhum locatário. Execute ${command} para criar um.`,
  },
  dashboard: {
    title: 'O painel não está compilado',
    lead: (command) =>
      html`Faltam a este servidor as páginas do painel. Execute ${command} onde ele está instalado e abra este endereço novamente.`,
  },
};
