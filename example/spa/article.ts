/**
 * All that the article's page does: find the tokens in the fragment, call the API with the access token. The time
 * in `_` keeps old caches from answering.
 */
import { API } from './settings.ts';

const MEMBERS = [
  'access_token',
  'id_token',
  'token_type',
  'expires_in',
  'scope',
  'error',
  'error_description',
];

showFragment();
callApi();

/** The value behind `name=` in the fragment, decoded as a form's: `+` is a space. */
function fragmentValue(name: string): string | undefined {
  const found = new RegExp(`[#&]${name}=([^&]*)`).exec(window.location.hash);
  return found?.[1] === undefined ? undefined : decodeURIComponent(found[1].replace(/\+/g, ' '));
}

function callApi(): void {
  const access_token = fragmentValue('access_token');
  if (access_token === undefined) return;
  const request = new XMLHttpRequest();
  request.open('GET', `${API}/api/appointments?_=${Date.now()}`);
  request.setRequestHeader('Authorization', `Bearer ${access_token}`);
  request.onload = () => {
    element('status').textContent = `GET /api/appointments: ${request.status}`;
    element('answer').textContent = request.responseText;
  };
  request.onerror = () => showError('The API cannot be reached.');
  request.send();
}

function showFragment(): void {
  for (const name of MEMBERS) {
    const value = fragmentValue(name);
    if (value === undefined) continue;
    const term = document.createElement('dt');
    term.textContent = name;
    const description = document.createElement('dd');
    description.textContent = value;
    element('fragment').append(term, description);
    element('arrived').hidden = true;
  }
  const error = fragmentValue('error');
  if (error !== undefined) showError(`${error}: ${fragmentValue('error_description') ?? ''}`);
}

function showError(text: string): void {
  element('error').textContent = text;
  element('error').hidden = false;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`article.html has no element #${id}.`);
  return found;
}
