// The table of all requirements: in or out, why, and what the filter lets through.

import { $, all, put } from './tools.js';

export function showChoices(requirements) {
  for (const { id, taken, number, title, why } of requirements) {
    const row = $(`r-${id}`);
    if (!row) continue;
    const choice = row.querySelector('.choice select').value;
    row.dataset.state = taken ? 'in' : 'out';
    row.classList.toggle('hand', choice !== '');
    put(row.querySelector('.number'), number);
    if (title && !number.includes('–')) put(row.querySelector('th'), title);
    const isDone = choice === (taken ? 'include' : 'exclude'); // a choice without a reason waits for it
    put(row.querySelector('.state'), choice && !isDone ? '사유 필요' : `${taken ? '포함' : '제외'}${choice && ' · 손으로'}`);
    put(row.querySelector('.why summary'), taken ? '왜 포함?' : '왜 빠졌나?');
    put(row.querySelector('.why p'), why);
    row.querySelector('[data-show]').hidden = !taken;
  }
  filterChoices();
}

export function filterChoices() {
  const words = $('filter').value.trim().toLowerCase();
  const wants = $('filter-state').value;
  let count = 0;
  for (const row of all('[data-requirement]')) {
    const text = `${row.cells[0].textContent} ${row.cells[1].textContent}`.toLowerCase();
    const fits = { '': true, hand: row.classList.contains('hand'), found: row.querySelector('.findings li') }[wants] ?? row.dataset.state === wants;
    // What somebody is writing in stays where it is.
    row.hidden = (!fits || !text.includes(words)) && !row.contains(document.activeElement);
    count += !row.hidden;
  }
  for (const body of all('.choices tbody')) body.hidden = !body.querySelector('[data-requirement]:not([hidden])');
  put($('filter-count'), `${count}건`);
}
