/**
 * The scopes of the My Account API in Portuguese.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_PT: MyAccountText = {
  title: 'A sua própria conta',
  scopes: {
    'read:me:authentication_methods': 'Ver como você entra',
    'create:me:authentication_methods': 'Adicionar formas de entrar e mudar a sua senha',
    'update:me:authentication_methods': 'Mudar o nome das suas chaves e dos seus dispositivos',
    'delete:me:authentication_methods': 'Remover formas de entrar',
    'read:me:factors': 'Ver quais formas de entrar você poderia adicionar',
    'read:me:profile': 'Ver o seu perfil',
    'update:me:profile': 'Alterar o seu perfil',
    'update:me:email': 'Pedir outro endereço de e-mail para a sua conta',
    'read:me:sessions': 'Ver onde você está conectado',
    'delete:me:sessions': 'Desconectar você em outros dispositivos',
    'read:me:applications': 'Ver quais aplicativos têm acesso à sua conta',
    'delete:me:applications': 'Retirar de aplicativos o acesso à sua conta',
    'read:me:data': 'Baixar tudo o que está guardado sobre você',
    'delete:me:account': 'Excluir a sua conta',
  },
};
