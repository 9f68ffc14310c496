// What the server must render anew: rows put in, moved, taken out; a step back or forth; the draft.

import { onReplaced, settled, wholeForm } from './changes.js';
import { inTurn, post } from './server.js';
import { stepAt, stepped } from './steps.js';
import { bringIn, route } from './topics.js';
import { $, CONTROL, all, form, formState, named, parse, put } from './tools.js';

/** Goes steps back or forth. */
export const travel = (by) => inTurn(async () => {
  await settled();
  const profile = stepAt(by);
  if (profile === undefined) return;
  const before = formState();
  const fields = new URLSearchParams({ profile, outline: $('outline').value });
  const page = parse(await (await post('/form', fields)).text());
  if (formState() !== before) return; // typed meanwhile: nothing is taken away
  stepped(by);
  takeOver(page, ['#topics']);
  put($('saved'), `${by < 0 ? '되돌렸습니다' : '다시 했습니다'} · ${$('saved').textContent}`);
});

/** Inserts, moves or takes out a row; the tables and the base change together. */
export const editRows = (button) => inTurn(async () => {
  const [what, path, row] = button.value.split(' ');
  await settled();
  let fields;
  let page;
  do {
    fields = formState();
    page = parse(await (await post('/form', `${wholeForm(fields)}&${new URLSearchParams({ edit: button.value })}`)).text());
  } while (formState() !== fields); // typed meanwhile: once more, with it
  takeOver(page, all('.grid').map((grid) => `#${CSS.escape(grid.id)}`), { by: button.value });
  const rows = all('tbody tr', $(`g-${path}`));
  const step = { insert: 1, up: -1, down: 1, remove: 0 }[what];
  const to = rows[Math.max(0, Math.min(Number(row) + step, rows.length - 1))];
  const blank = what === 'insert' && rows.slice(Number(row)).find((one) => one.classList.contains('blank'));
  const moved = (what === 'up' || what === 'down') && to.querySelector(`[value^="${what} "]`);
  const control = moved || (blank || to).querySelector(CONTROL);
  control.focus();
  bringIn(control);
});

/** Takes parts of another page over; focus, opened details and scroll stay. */
export function takeOver(page, selectors, { isChange = true, by } = {}) {
  if (!page.getElementById('form')) throw new Error('not a form');
  const focus = document.activeElement;
  const key = (details) => `${details.closest('[id]').id} ${details.className}`;
  const open = new Set(all('#topics details[open]').map(key));
  const top = scrollY;
  form.elements.profile.value = page.querySelector('[name=profile]').value;
  for (const selector of selectors) document.querySelector(selector).replaceWith(page.querySelector(selector));
  for (const details of all('#topics details')) details.open = open.has(key(details));
  if (focus?.name && !focus.isConnected) {
    const twins = named(focus.name);
    (twins.find((control) => control.type !== 'radio' || control.checked) ?? twins[0])?.focus({ preventScroll: true });
  } else if (focus && !focus.isConnected) {
    const closest = [...all('#topics h1')].find((heading) => heading.offsetParent);
    ((focus.id && $(focus.id)) || closest)?.focus({ preventScroll: true });
  }
  route(true);
  scrollTo(0, top);
  onReplaced(isChange, by);
}
