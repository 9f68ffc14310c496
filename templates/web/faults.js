// What is wrong with the profile, and what a reviewer would say of the document.

import { filterChoices } from './choices.js';
import { find } from './topics.js';
import { $, all, make, named, put } from './tools.js';

let shownFaults = '';
let shownFindings = '';

/** Shows both again, though the server says the same: the page is another. */
export function forget() {
  shownFaults = shownFindings = '';
}

export function showFaults(faults) {
  const text = JSON.stringify(faults);
  if (text === shownFaults) return;
  shownFaults = text;
  for (const fault of faults) {
    fault.message = fault.message.replace(/^`[^`]*` /, ''); // the label says which field
    if (fault.control?.startsWith('reason:')) Object.assign(fault, { message: '손으로 넣거나 뺀 사유를 적으십시오', hint: '' });
  }
  const item = ({ message, hint, control, topic }) => {
    const to = control && find(control) ? control : topic;
    const words = to ? make('a', { href: `#${encodeURIComponent(to)}`, textContent: message }) : message;
    return make('li', {}, words, hint ? make('span', { className: 'hint', textContent: ` ${hint}` }) : '');
  };
  const errors = faults.filter(({ severity }) => severity === 'error');
  const others = faults.filter(({ severity }) => severity !== 'error');
  const title = errors.length ? `고칠 것 ${errors.length}건` : `확인할 것 ${others.length}건`;
  $('errors').replaceChildren(make('h2', { id: 'errors-title', textContent: title }), make('ul', {}, ...[...errors, ...others].map(item)));
  $('errors').classList.toggle('mild', !errors.length);
  $('errors').hidden = !faults.length;
  for (const old of all('.fault')) old.remove();
  for (const control of all('[aria-errormessage]')) {
    for (const name of ['aria-invalid', 'aria-errormessage', 'aria-describedby']) control.removeAttribute(name);
    if (control.dataset.described) control.setAttribute('aria-describedby', control.dataset.described);
  }
  errors.forEach(({ message, hint, control: name }, i) => {
    for (const [j, control] of (name ? named(name) : []).entries()) {
      const isOne = control.type !== 'radio' && control.type !== 'checkbox';
      if (!isOne && j) continue;
      const id = `fault-${i}-${j}`;
      const place = control.closest('.value, .reason, .field, td');
      place.append(make('span', { className: 'fault', id, textContent: [message, hint].filter(Boolean).join('. ') }));
      if (isOne) control.setAttribute('aria-invalid', 'true');
      control.dataset.described ??= control.getAttribute('aria-describedby') ?? '';
      control.setAttribute('aria-describedby', `${control.dataset.described} ${id}`.trim());
      control.setAttribute('aria-errormessage', id);
    }
  });
}

export function showFindings(findings) {
  const text = JSON.stringify(findings);
  if (text === shownFindings) return;
  shownFindings = text;
  const item = ({ rule, words, message, suggestion }, ...after) =>
    make('li', {}, make('strong', { textContent: words ? `‘${words}’ ` : '' }), `${message} `, make('span', { className: 'hint', textContent: `${suggestion} (${rule})` }), ...after);
  for (const list of all('[data-requirement] .findings')) {
    const { requirement } = list.closest('tr').dataset;
    list.replaceChildren(...findings.filter((one) => one.requirement === requirement).map((one) => item(one)));
  }
  const link = ({ requirement: id, suggestion }) => {
    const field = /`([a-z_]+\.[a-z_.]+)`/.exec(suggestion)?.[1];
    if (id && $(`r-${id}`)) return make('a', { href: `#r-${id}`, textContent: $(`r-${id}`).cells[1].textContent });
    return field && find(field) ? make('a', { href: `#${field}`, textContent: '질문으로 가기' }) : '';
  };
  $('findings').replaceChildren(...findings.map((one) => item(one, ' ', link(one))));
  if (!findings.length) $('findings').append(make('li', { className: 'none', textContent: '지적할 것이 없습니다.' }));
  put($('found'), `${findings.length}건`);
  filterChoices();
}
