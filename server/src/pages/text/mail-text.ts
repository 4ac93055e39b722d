/**
 * What mails say. `site` is what the tenant calls itself.
 */

/** A row a kind of mail; all but the notices hold a link or a code. */
export type MailKind =
  | 'verify_email'
  | 'reset_password'
  | 'change_email'
  | 'login_link'
  | 'login_code'
  | 'second_factor_code'
  | 'account_exists'
  | 'email_changed'
  | 'password_changed'
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'new_sign_in'
  | 'deletion_asked'
  | 'account_deleted';

type Paragraph = (site: string) => string;

export type MailKindText = {
  readonly subject: Paragraph;
  readonly lead: Paragraph;
  /** The words of the button, where there is a link. */
  readonly action?: string;
  /** What to do when it was somebody else. */
  readonly otherwise: Paragraph;
};

export type MailText = {
  readonly kinds: Readonly<Record<MailKind, MailKindText>>;
  readonly your_code: string;
  readonly or_open: string;
  readonly expires: (minutes: number) => string;
  readonly when: string;
  readonly device: string;
  readonly address: string;
  /** Why somebody gets this mail. */
  readonly because: Paragraph;
};
