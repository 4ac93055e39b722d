import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GuardError } from '../guard-error.ts';
import { type GuardOptions, readSettings } from '../settings.ts';

const API: GuardOptions = { issuer: 'https://acme.auth.test/', audience: 'https://api.acme.test' };

function refuses(options: object, message: RegExp): void {
  assert.throws(
    () => readSettings({ ...API, ...options }),
    (error) =>
      error instanceof GuardError &&
      error.code === 'invalid_resource_metadata' &&
      message.test(error.message),
    JSON.stringify(options),
  );
}

function metadataOf(options: Partial<GuardOptions>) {
  const { resource_metadata } = readSettings({ ...API, resource_metadata: {}, ...options });
  assert.ok(resource_metadata);
  return { ...resource_metadata, document: JSON.parse(resource_metadata.answer.body) };
}

test('resource_metadata that is no object is refused', () => {
  for (const resource_metadata of [true, false, null, 'https://api.acme.test', 5, []])
    refuses({ resource_metadata }, /^resource_metadata must be an object/);
});

test('an audience that is no https URL is not taken for the resource (RFC 9728 §1.2)', () => {
  const audiences = [
    'appointments:api',
    'urn:acme:api',
    'http://api.acme.test',
    'https://api.acme.test/?v=1',
    'https://api.acme.test/#v1',
    'https://alice@api.acme.test/',
  ];
  for (const audience of audiences) refuses({ audience, resource_metadata: {} }, /^audience is no https URL/);
});

test('a name that is no text, or that hides something, is refused', () => {
  for (const resource_name of ['', ' ', 7, null, 'No\u200btes'])
    refuses({ resource_metadata: { resource_name } }, /^resource_metadata\.resource_name must be text/);
});

test('a resource that is no https URL without query and fragment is refused (RFC 9728 §1.2)', () => {
  const resources = [
    null,
    5,
    '',
    '/v1',
    'api.acme.test',
    'http://api.acme.test/',
    'https://api.acme.test/?',
    'https://api.acme.test/v1#',
    'https://alice:secret@api.acme.test/',
    ' https://api.acme.test/',
    'https://api\u200b.acme.test/',
    'javascript:alert(1)',
  ];
  for (const resource of resources)
    refuses({ resource_metadata: { resource } }, /^resource_metadata\.resource must be an https URL/);
});

test('scopes_supported that is no list of scopes is refused (RFC 6749 §3.3)', () => {
  for (const scopes_supported of ['read:a', [], ['read:a write:a'], [''], ['"'], [5], null])
    refuses(
      { resource_metadata: { scopes_supported } },
      /^resource_metadata\.scopes_supported must be a list/,
    );
});

test('without the option there is no document', () => {
  assert.equal(readSettings(API).resource_metadata, undefined);
});

test('the path goes behind the well-known one, and the slash that only ends the host does not (RFC 9728 §3.1)', () => {
  const paths = {
    'https://api.acme.test': '',
    'https://api.acme.test/': '',
    'https://api.acme.test/v1': '/v1',
    'https://api.acme.test/v1/': '/v1/',
    'https://api.acme.test:8443/eu/v1': '/eu/v1',
    'http://localhost:4001/v1': '/v1',
  };
  for (const [resource, suffix] of Object.entries(paths)) {
    const { url, path, document } = metadataOf({ audience: 'a:b', resource_metadata: { resource } });
    assert.equal(path, `/.well-known/oauth-protected-resource${suffix}`);
    assert.equal(url, `${new URL(resource).origin}${path}`);
    // §3.3: a client compares it with the address it knows, code point by code point.
    assert.equal(document.resource, resource);
  }
});

test('an http resource that is not this machine needs allow_insecure_http', () => {
  const resource_metadata = { resource: 'http://api.acme.test/' };
  refuses({ resource_metadata }, /https URL/);
  assert.equal(
    metadataOf({ resource_metadata, allow_insecure_http: true }).document.resource,
    resource_metadata.resource,
  );
});

test('the document names the issuer, the scopes if they are told, and the header alone (RFC 9728 §2)', () => {
  const least = {
    resource: 'https://api.acme.test',
    authorization_servers: ['https://acme.auth.test/'],
    bearer_methods_supported: ['header'],
  };
  assert.deepEqual(metadataOf({}).document, least);
  const scopes_supported = ['read:a', 'write:a'];
  assert.deepEqual(metadataOf({ resource_metadata: { scopes_supported } }).document, {
    ...least,
    scopes_supported,
  });
});
