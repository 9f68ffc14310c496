// Asking the server, and telling the user what it is about.

import { $, make, parse, put } from './tools.js';

let works = 0;

/** Does what takes a while; the preview says so. */
export async function busy(work) {
  $('panel').setAttribute('aria-busy', String(++works > 0));
  try {
    return await work();
  } catch (error) {
    if (!error.isSilence) throw error;
    if (error.told) say('refused', error.told);
    else silent();
  } finally {
    $('panel').setAttribute('aria-busy', String(--works > 0));
  }
}

let turn = Promise.resolve();

/** Does one thing after the other. */
export const inTurn = (work) => (turn = turn.then(() => busy(work), () => busy(work)));

/** Posts fields with this run's token; a server that was started anew gives a new token. */
export async function post(path, fields) {
  const token = document.querySelector('[name=token]');
  const ask = () => fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `${fields}&token=${token.value}`,
    signal: AbortSignal.timeout(30000),
  });
  try {
    let response = await ask();
    if (response.status === 403) {
      token.value = parse(await (await fetch('/')).text()).querySelector('[name=token]').value;
      response = await ask();
    }
    if (!response.ok && response.status !== 422) {
      throw Object.assign(new Error(`${path}: ${response.status}`), { told: (await response.text()).trim() });
    }
    say('refused', '');
    return response;
  } catch (error) {
    throw Object.assign(error, { isSilence: true });
  }
}

/** Says something above the form until it is over; `actions` are buttons, name and what they do. */
export function say(kind, text, actions = {}) {
  const id = `notice-${kind}`;
  if (text && $(id)) return put($(id).firstChild, text);
  $(id)?.remove();
  if (!text) return;
  const buttons = Object.entries(actions).map(([name, act]) => make('button', { type: 'button', textContent: name, onclick: act }));
  $('notices').append(make('div', { id, className: 'notice' }, make('p', { textContent: text }), ...buttons));
}

export const silent = () => say('silent', '서버가 응답하지 않습니다. 적은 내용은 이 브라우저에 저장되어 있습니다. balju serve가 켜져 있는지 확인하십시오.');

/** Shows the errors of another page on this one. */
export function showErrors(page) {
  $('errors').replaceChildren(...page.querySelector('#errors').childNodes);
  $('errors').hidden = false;
  $('errors').focus();
}

/** Says why there is no page to show. */
export function showError(text) {
  $('errors').replaceChildren(make('p', { textContent: text.trim() }));
  $('errors').hidden = false;
  $('errors').focus();
}

/** Takes a file away; what kept it from being made is shown. */
export async function download(fields, format) {
  const response = await post('/download', `${fields}&format=${format}`);
  if (response.status === 422) return showErrors(parse(await response.text()));
  const left = Number(response.headers.get('balju-left-out'));
  say('left-out', left ? `고칠 것 ${left}건의 값을 빼고 만든 문서입니다. 위의 ‘고칠 것’을 고친 뒤 다시 받으십시오.` : '');
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `balju.${format}`;
  const link = make('a', { href: URL.createObjectURL(await response.blob()), download: decodeURIComponent(name) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
