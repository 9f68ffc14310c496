// Every change of the form: kept, sent, and shown as the server answers.

import { showChoices } from './choices.js';
import { save } from './draft.js';
import { forget, showFaults, showFindings } from './faults.js';
import { isEmpty, showDocument } from './preview.js';
import { busy, post, say } from './server.js';
import { remember, setApart } from './steps.js';
import { showParts } from './topics.js';
import { $, all, form, formState, make, named, put } from './tools.js';

let state = ''; // the form as last saved
let changed = ''; // the control that was changed last, and in which visit to it
let visit = 0;
let wanted = false; // whether the form says more than the last request
let running = null; // the requests under way, one after the other

/** What a request sends: the profile that the page began with, and what the form says. */
export const wholeForm = (fields = state) => `${new URLSearchParams({ profile: form.elements.profile.value })}&${fields}`;

/** Done with what was asked so far. */
export const settled = () => running;

/** The user has gone to another control. */
export function nextVisit() {
  visit++;
}

/** After each change: keep it, then show what it does. */
export function onChange(control) {
  if (!control?.name) return;
  if (control.type !== 'checkbox') {
    for (const twin of named(control.name)) {
      if (twin === control) continue;
      if (twin.type === 'radio') twin.checked = twin.value === control.value;
      else twin.value = control.value;
    }
  }
  const now = formState();
  if (now === state) return;
  state = now;
  changed = `${visit} ${control.name}`;
  save(state);
  showParts();
  askPreview();
}

/** After parts of the page were replaced; `by` says what did it. */
export function onReplaced(isChange, by = changed) {
  changed = by;
  forget();
  setApart();
  if (isChange) save();
  begin();
}

/** Shows what the form as it stands leads to. */
export function begin() {
  state = formState();
  showParts();
  askPreview();
}

/** Asks for the preview: one request at a time, the newest state goes next. */
function askPreview() {
  wanted = true;
  running ??= busy(async () => {
    try {
      while (wanted) {
        wanted = false;
        const field = changed;
        const answer = await (await post('/preview', wholeForm())).json();
        say('silent', '');
        remember(answer.profile, field);
        show(answer);
      }
    } finally {
      running = null;
    }
  });
  askCheck();
}

let checkTimer = 0;
let checking = false;

/** Asks what a reviewer would say, when the user pauses. */
function askCheck() {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(async () => {
    if (checking) return askCheck();
    checking = true;
    try { showFindings(await (await post('/check', wholeForm())).json()); } catch { /* said by the preview */ }
    checking = false;
  }, 400);
}

function show(now) {
  for (const [topic, { state, label, open, defaults, errors }] of Object.entries(now.topics)) {
    const switches = all('.switch', $(topic));
    const isOff = switches.length && switches.every((own) => !own.querySelector('.off').hidden);
    const counts = isOff ? [] : [errors && `오류 ${errors}`, open && `확정 필요 ${open}`, defaults && `기본값 ${defaults}`];
    const place = $(`state-${topic}`);
    place.dataset.state = state;
    put(place, [errors && !isOff ? '' : label, ...counts].filter(Boolean).join(' · '));
  }
  put($('summary'), `요구사항 ${now.count}건 · 확정 필요 ${now.missing}개 · 기본값 ${now.open - now.missing}개`);
  if (now.suitability) showVerdict(now.suitability);
  showFaults(now.faults.filter((fault) => !isEmpty(fault)));
  showChoices(now.requirements);
  showDocument(now);
}

function showVerdict({ yes, no, open, threshold, verdict }) {
  const cells = Array.from({ length: yes + no + open }, (_, i) => {
    const cell = make('i', { className: i < yes ? 'yes' : '' });
    cell.classList.toggle('line', i === threshold - 1);
    return cell;
  });
  $('scale').replaceChildren(...cells);
  put($('verdict'), `예 ${yes}개, 아니오 ${no}개, 아직 모름 ${open}개. 기준은 예 ${threshold}개 이상입니다. ${verdict}.`);
}
