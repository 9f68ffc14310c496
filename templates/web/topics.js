// One topic at a time: which one is shown, the way to a question, what a switched-off part hides.

import { filterChoices } from './choices.js';
import { $, CONTROL, all, named, put } from './tools.js';

export const wide = matchMedia('(min-width: 1101px)');
export const narrow = matchMedia('(max-width: 760px)');

export function openPreview(isOpen) {
  document.body.classList.toggle('with-preview', isOpen);
  $('toggle').setAttribute('aria-expanded', String(isOpen));
}

/** The place that an address or a profile field names: an id, a control, or the nearest above. */
export function find(name) {
  for (let place = name; place; place = place.slice(0, Math.max(0, place.lastIndexOf('.'), place.lastIndexOf('[')))) {
    const found = [$(place), ...named(place), $(`g-${place}`)].filter(Boolean);
    // Where the part is switched off, the value can still be said in the requirement's row.
    if (found.length) return found.find((one) => !one.closest('[data-field][hidden]')) ?? found[0];
  }
  return null;
}

function address() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; }
}

/** Shows the topic of the address, or the question in it. */
export function route(isQuiet) {
  const name = address();
  const target = find(name);
  const topics = all('.topic');
  const before = topics.find((topic) => topic.id === document.body.dataset.topic);
  const topic = target?.closest('.topic') ?? (name ? before : null) ?? topics[0];
  document.body.dataset.topic = topic.id;
  for (const one of topics) one.classList.toggle('current', one === topic);
  for (const link of all('.tasks a')) {
    if (link.dataset.topic !== topic.id) link.removeAttribute('aria-current');
    else link.setAttribute('aria-current', 'page');
    if (link.dataset.topic === topic.id && !narrow.matches) link.scrollIntoView({ block: 'nearest' });
  }
  const title = topic.querySelector('h1').textContent;
  document.title = `${title} — balju`;
  put($('here'), `${topics.indexOf(topic) + 1}/${topics.length} ${title}`);
  const next = topics[topics.indexOf(topic) + 1];
  const button = topic.querySelector('[data-next]');
  button.hidden = !next;
  put(button, `다음: ${next?.querySelector('h1').textContent}`);
  if (isQuiet) return;
  if (narrow.matches) $('tasks').open = false;
  if (!wide.matches) openPreview(false);
  if (target && target !== topic && topic.contains(target)) return reveal(target);
  topic.querySelector('h1').focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Moves a wide table so that all of the control is seen; browsers are content with a part of it. */
export function bringIn(control) {
  if (control?.closest('.scroll td')) (control.closest('label') ?? control).scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function reveal(target) {
  for (let details = target.closest('details'); details; details = details.parentElement.closest('details')) details.open = true;
  if (target.closest('tr[hidden], tbody[hidden]')) {
    $('filter').value = $('filter-state').value = '';
    filterChoices();
  }
  if (target.closest('[hidden]')) target = target.closest('.topic').querySelector('.switch');
  const control = target.matches(`${CONTROL}, tr`) ? target : (target.querySelector('input:checked') ?? target.querySelector(CONTROL));
  control?.focus({ preventScroll: true });
  (control ?? target).scrollIntoView({ block: 'center' });
}

export function go(name) {
  if (address() === name) route();
  else location.hash = name;
}

/** Goes on to the next topic. */
export function goNext() {
  const topics = all('.topic');
  go(topics[topics.findIndex((topic) => topic.classList.contains('current')) + 1].id);
}

/** Hides the questions of parts that are switched off. */
export function showParts() {
  for (const own of all('.field.switch')) {
    const part = own.dataset.field.split('.')[0];
    const isOff = own.querySelector('input:checked')?.value !== 'true';
    own.querySelector('.off').hidden = !isOff;
    for (const other of all(`[data-field^="${part}."]`, own.closest('.topic'))) if (other !== own) other.hidden = isOff;
  }
  for (const group of all('.topic .minor, .group')) {
    const asked = all('[data-field]', group);
    if (asked.length) group.hidden = asked.every((one) => one.hidden);
  }
  for (const reason of all('.reason')) reason.hidden = !reason.parentElement.querySelector('select').value;
}
