// The page without reloading: one topic at a time, a live preview, a draft in the browser, undo.
// The form works without it. The server keeps nothing: each request sends the whole form.
// This file ties the others to the page; `SCRIPTS` in src/web/mod.rs names them all.

import { begin, nextVisit, onChange, wholeForm } from './changes.js';
import { filterChoices } from './choices.js';
import { draftFields, leaveDraft, openDraft } from './draft.js';
import { readyPreview, showNews, showRequirement } from './preview.js';
import { editRows, takeOver, travel } from './rows.js';
import { download, post, say, silent } from './server.js';
import { startPage } from './start.js';
import { bringIn, goNext, narrow, openPreview, route, wide } from './topics.js';
import { $, all, clock, form, parse, put } from './tools.js';

document.documentElement.classList.add('js');

/** A field in which the browser itself undoes typing. */
const isText = (element) => element?.matches?.('textarea, input:not([type=radio], [type=checkbox], [type=file])');
const isComposing = (event) => event.isComposing || event.keyCode === 229;

async function formPage() {
  const draft = openDraft();
  if (draft && form.elements.profile.value.trim() === '{}') {
    try {
      const page = parse(await (await post('/form', draftFields(draft))).text());
      takeOver(page, ['#topics'], { isChange: false });
    } catch {
      leaveDraft(); // an empty form must not take its place
      say('draft', '저장된 초안을 불러오지 못했습니다. 초안은 이 브라우저에 그대로 있습니다.', { '다시 불러오기': () => location.reload() });
    }
  }
  if (draft) put($('saved'), `저장됨 ${clock(draft.time)}`);

  for (const kind of ['input', 'change']) {
    form.addEventListener(kind, ({ target }) => (target.closest('.filter') ? filterChoices() : onChange(target)));
  }
  form.addEventListener('focusin', nextVisit);
  form.addEventListener('submit', (event) => {
    event.preventDefault(); // also what Enter in a field would send
    const button = event.submitter;
    if (button?.name === 'edit') editRows(button);
    if (button?.name === 'format') download(wholeForm(), button.value).catch(silent);
  });
  document.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    const key = event.key.toLowerCase();
    if (key === 'enter' && event.target.matches('input')) event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y') && !isText(event.target)) {
      event.preventDefault();
      travel(key === 'y' || event.shiftKey ? 1 : -1);
    }
  });
  document.addEventListener('keyup', ({ key, target }) => {
    if (key === 'Tab') bringIn(target); // only by keyboard: nothing moves from under the pointer
  });
  document.addEventListener('click', (event) => {
    const target = event.target.closest('a[href^="#"], button');
    if (!target) return;
    if (target.hash && target.hash === location.hash) route();
    if ('next' in target.dataset) goNext();
    if (target.id === 'news') showNews();
    if ('wide' in target.dataset) openPreview(false);
    if (target.dataset.show) {
      openPreview(true);
      showRequirement(target.dataset.show);
    }
  });
  $('undo').addEventListener('click', () => travel(-1));
  $('redo').addEventListener('click', () => travel(1));
  $('toggle').addEventListener('click', () => openPreview(!document.body.classList.contains('with-preview')));
  $('preview').addEventListener('load', readyPreview);
  addEventListener('hashchange', () => route());
  openPreview(wide.matches);
  wide.addEventListener('change', () => openPreview(wide.matches));
  $('tasks').open = !narrow.matches;
  narrow.addEventListener('change', () => { $('tasks').open = !narrow.matches; });
  route(true);
  readyPreview();
  begin();
}

if (form) formPage();
else startPage();
