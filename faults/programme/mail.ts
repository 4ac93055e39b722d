/**
 * F-19, and the half of F-02 that a mail begins: the mail server fails, and a reset of a password is cut off.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { hiddenFields } from '../../server/test/user-agent.ts';
import type { Installation } from '../rig/installation.ts';
import { type MailMode, type MailServer, startMailServer } from '../rig/mail-server.ts';
import { kill, secondsUntil } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { signIn } from '../rig/steps.ts';
import type { Person } from '../rig/tenants.ts';
import { Visitor } from '../rig/visitor.ts';

const ARRIVES_WITHIN_S = 60;

async function installWithMail(scene: Scene): Promise<{ installation: Installation; mail: MailServer }> {
  const mail = await startMailServer();
  scene.after(() => mail.close());
  const env = {
    TACIT_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    TACIT_UNSAFE_SMTP_WITHOUT_TLS: 'true',
    TACIT_MAIL_FROM: 'no-reply@faults.test',
  };
  return { installation: await scene.install({ env }), mail };
}

const visit = (installation: Installation, { tenant, address }: Person) =>
  new Visitor(installation.door(tenant), address);

/** Asks for the mail of somebody who lost their password; gives what was answered. */
async function askForReset(visitor: Visitor, email: string): Promise<number> {
  const page = await visitor.send('/reset-password');
  const fields = { ...hiddenFields(page.body), username: email, action: 'send' };
  return (await visitor.post('/reset-password', fields)).status;
}

/** Mails to an address that were taken, with their lines joined again. */
function mailsTo({ taken }: MailServer, email: string): readonly string[] {
  return taken
    .filter((text) => text.toLowerCase().includes(`to: ${email}`) && /reset|password/i.test(text))
    .map((text) => text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='));
}

const TROUBLES: readonly (MailMode | 'is down')[] = ['is down', 'refuses', 'hangs up', 'is slow'];

/** Whatever the mail server does, the answer is the same, and the mail comes once that is over: once, or twice where nobody knows. */
export async function mailTroubles(scene: Scene): Promise<void> {
  const { installation, mail } = await installWithMail(scene);
  await installation.serve();
  const [usual, ...others] = installation.people;
  if (!usual) throw new Error('An installation has people.');
  const expected = await askForReset(visit(installation, usual), usual.email);
  for (const [index, trouble] of TROUBLES.entries()) {
    const person = others[index];
    if (!person) throw new Error('There are fewer people than troubles.');
    if (trouble === 'is down') await mail.close();
    else mail.set(trouble);
    const began_ms = performance.now();
    const status = await askForReset(visit(installation, person), person.email);
    scene.must('I9', status === expected, `${trouble}: the form is answered ${status}`);
    scene.must('I9', performance.now() - began_ms < 5_000, `${trouble}: somebody waits for the mail server`);
    await wait(1_500);
    if (trouble === 'is down') await mail.open();
    mail.set('takes');
    const seconds = await secondsUntil(() => mailsTo(mail, person.email).length > 0, ARRIVES_WITHIN_S);
    scene.figures[`${trouble}, then s`] = seconds ?? 'never';
    scene.must('I1', seconds !== undefined, `${trouble}: the mail has not come within ${ARRIVES_WITHIN_S} s`);
    const most = trouble === 'refuses' || trouble === 'is down' ? 1 : 2;
    scene.must(
      'I3',
      mailsTo(mail, person.email).length <= most,
      `${trouble}: the mail came more than ${most} times`,
    );
  }
  scene.must('I12', !installation.said().includes('/reset-password?'), 'a link of a mail is in the log');
}

const KILLS = 4;

/** Killed while a new password is being set: the link works still, or the new password does. */
export async function resetKilled(scene: Scene): Promise<void> {
  const { installation, mail } = await installWithMail(scene);
  let node = await installation.serve();
  const outcomes: string[] = [];
  for (const [index, person] of installation.people.slice(0, KILLS).entries()) {
    const visitor = visit(installation, person);
    await askForReset(visitor, person.email);
    await secondsUntil(() => mailsTo(mail, person.email).length > 0, ARRIVES_WITHIN_S);
    const [link = ''] = /http:\/\/\S+/.exec(mailsTo(mail, person.email)[0] ?? '') ?? [];
    const next = { ...person, password: `canary-reset-${index}-other staple` };
    const pressing = press(visitor, link, next.password).catch(() => 0);
    await wait(index * 15);
    await kill(node);
    const answered = await pressing;
    node = await installation.serve();
    const isSet = await canSignIn(installation, next);
    const isOld = await canSignIn(installation, person);
    scene.must('I2', isSet !== isOld, `${isSet && isOld ? 'both passwords' : 'no password'} signs in`);
    if (answered === 200) scene.must('I1', isSet, 'a password that was set is not');
    if (!isSet) {
      const status = await press(visit(installation, person), link, next.password);
      scene.must('I2', status === 200, `neither is the password set nor does the link work: ${status}`);
      scene.must('I2', await canSignIn(installation, next), 'the link does nothing');
    }
    outcomes.push(isSet ? 'set' : 'link works');
  }
  scene.figures['outcomes'] = outcomes.join(' ');
}

const canSignIn = (installation: Installation, person: Person) =>
  signIn(visit(installation, person), person).then(
    () => true,
    () => false,
  );

async function press(visitor: Visitor, link: string, password: string): Promise<number> {
  const { pathname, search } = new URL(link);
  const page = await visitor.follow(await visitor.send(pathname + search));
  const done = await visitor.post(pathname, { ...hiddenFields(page.body), password });
  return (await visitor.follow(done)).status;
}
