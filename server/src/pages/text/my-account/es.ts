/**
 * The scopes of the My Account API in Spanish.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_ES: MyAccountText = {
  title: 'Su propia cuenta',
  scopes: {
    'read:me:authentication_methods': 'Ver cómo inicia sesión',
    'create:me:authentication_methods': 'Añadir formas de iniciar sesión y cambiar su contraseña',
    'update:me:authentication_methods': 'Cambiar el nombre de sus llaves y dispositivos',
    'delete:me:authentication_methods': 'Eliminar formas de iniciar sesión',
    'read:me:factors': 'Ver qué formas de iniciar sesión podría añadir',
    'read:me:profile': 'Ver su perfil',
    'update:me:profile': 'Modificar su perfil',
    'update:me:email': 'Solicitar otra dirección de correo para su cuenta',
    'read:me:sessions': 'Ver dónde tiene la sesión iniciada',
    'delete:me:sessions': 'Cerrar su sesión en otros dispositivos',
    'read:me:applications': 'Ver qué aplicaciones tienen acceso a su cuenta',
    'delete:me:applications': 'Retirar a las aplicaciones el acceso a su cuenta',
    'read:me:data': 'Descargar todo lo que se guarda sobre usted',
    'delete:me:account': 'Eliminar su cuenta',
  },
};
