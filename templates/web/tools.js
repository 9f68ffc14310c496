// Finding, making and writing elements; the form and what it says.

export const CONTROL = 'input:not([type=hidden]), select, textarea';
export const $ = (id) => document.getElementById(id);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const named = (name) => [...document.getElementsByName(name)].filter((control) => control.type !== 'hidden');
export const clock = (time, options) => new Date(time).toLocaleString('ko-KR', { hourCycle: 'h23', hour: '2-digit', minute: '2-digit', ...options });
export const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

/** The form; the start page has none. */
export const form = $('form');

/** What the form says, without the profile that the page began with. */
export function formState() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete('profile');
  fields.delete('token');
  return fields.toString();
}

export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function make(name, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}
