// The start page: a new form, a file, an example, or the draft again.

import { draftFields, keepDraft, readDraft } from './draft.js';
import { download, showError, showErrors, silent } from './server.js';
import { $, clock, parse, put } from './tools.js';

export function startPage() {
  const showDraft = () => {
    const draft = readDraft();
    $('draft').hidden = !draft;
    if (!draft) return;
    put($('draft-name'), draft.name || '이름 없는 사업');
    put($('draft-time'), `${clock(draft.time, { year: 'numeric', month: 'long', day: 'numeric' })}에 저장`);
    put($('confirm-text'), `‘${draft.name || '이름 없는 사업'}’ 초안이 있습니다. 새로 시작하면 이 초안은 없어집니다.`);
  };
  const takeDraft = () => download(draftFields(readDraft()), 'profile').catch(silent);
  let waiting = null; // what was pressed: [form, button]
  let isPlain = false; // without a place for the draft the form itself goes on
  const begin = async () => {
    try {
      const response = await fetch('/form', { method: 'POST', body: new FormData(...waiting) });
      if (response.status === 403) return location.reload(); // the server was started anew
      const text = await response.text();
      // Too large, too busy: a sentence, no page.
      if (!response.headers.get('content-type')?.startsWith('text/html')) return showError(text);
      const page = parse(text);
      const base = page.querySelector('[name=profile]')?.value;
      if (base === undefined) {
        showErrors(page);
      } else if (keepDraft({ base, fields: '', name: JSON.parse(base).project?.name ?? '' })) {
        location.href = '/form';
      } else {
        isPlain = true;
        waiting[0].requestSubmit(waiting[1]);
      }
    } catch { silent(); }
  };
  document.addEventListener('submit', (event) => {
    if (isPlain) return;
    event.preventDefault();
    waiting = [event.target, event.submitter];
    if (readDraft()) $('confirm').showModal();
    else begin();
  });
  $('confirm').addEventListener('click', ({ target }) => {
    if (target.value === 'file') takeDraft();
    if (target.value === 'yes' || target.value === 'no') $('confirm').close();
    if (target.value === 'yes') begin();
  });
  $('draft-file').addEventListener('click', takeDraft);
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    $('file').files = event.dataTransfer.files;
    $('file').form.requestSubmit();
  });
  addEventListener('storage', showDraft);
  addEventListener('pageshow', showDraft);
  showDraft();
}
