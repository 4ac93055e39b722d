/**
 * The scopes of the My Account API in English.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_EN: MyAccountText = {
  title: 'Your account itself',
  scopes: {
    'read:me:authentication_methods': 'See how you sign in',
    'create:me:authentication_methods': 'Add ways for you to sign in, and change your password',
    'update:me:authentication_methods': 'Rename your keys and devices',
    'delete:me:authentication_methods': 'Remove ways in which you sign in',
    'read:me:factors': 'See which ways to sign in you could add',
    'read:me:profile': 'See your profile',
    'update:me:profile': 'Change your profile',
    'update:me:email': 'Ask for another email address for your account',
    'read:me:sessions': 'See where you are signed in',
    'delete:me:sessions': 'Sign you out on other devices',
    'read:me:applications': 'See which applications have access to your account',
    'delete:me:applications': 'Take access to your account away from applications',
    'read:me:data': 'Download everything that is stored about you',
    'delete:me:account': 'Delete your account',
  },
};
