/**
 * What reads and verifies the answers of authenticators: 200 files, which are read when the first answer comes. A server
 * starts sooner without them, and holds ten megabytes less until then.
 */
export async function loadWebauthnLibrary() {
  const [{ readAssertion, readRegistration }, verification, helpers] = await Promise.all([
    import('./credential.ts'),
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ]);
  return { readAssertion, readRegistration, ...verification, ...helpers };
}
