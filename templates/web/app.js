// The page without reloading: one topic at a time, a live preview, a draft in the browser, undo.
// The form works without this file. The server keeps nothing: each request sends the whole form.

const DRAFT = 'balju.draft';
const CONTROL = 'input:not([type=hidden]), select, textarea';
const $ = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const named = (name) => [...document.getElementsByName(name)].filter((control) => control.type !== 'hidden');
const clock = (time, options) => new Date(time).toLocaleString('ko-KR', { hourCycle: 'h23', hour: '2-digit', minute: '2-digit', ...options });

document.documentElement.classList.add('js');
const form = $('form');

// ---- Asking the server, telling the user ----

let works = 0;

/** Does what takes a while; the preview says so. */
async function busy(work) {
  $('panel').setAttribute('aria-busy', String(++works > 0));
  try {
    return await work();
  } catch (error) {
    if (!error.isSilence) throw error;
    silent();
  } finally {
    $('panel').setAttribute('aria-busy', String(--works > 0));
  }
}

let turn = Promise.resolve();

/** Does one thing after the other. */
const inTurn = (work) => (turn = turn.then(() => busy(work), () => busy(work)));

/** Posts fields with this run's token; a server that was started anew gives a new token. */
async function post(path, fields) {
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
    if (!response.ok && response.status !== 422) throw new Error(`${path}: ${response.status}`);
    return response;
  } catch (error) {
    throw Object.assign(error, { isSilence: true });
  }
}

const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function make(name, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

/** Says something above the form until it is over; `actions` are buttons, name and what they do. */
function say(kind, text, actions = {}) {
  const id = `notice-${kind}`;
  if (text && $(id)) return put($(id).firstChild, text);
  $(id)?.remove();
  if (!text) return;
  const buttons = Object.entries(actions).map(([name, act]) => make('button', { type: 'button', textContent: name, onclick: act }));
  $('notices').append(make('div', { id, className: 'notice' }, make('p', { textContent: text }), ...buttons));
}

const silent = () => say('silent', '서버가 응답하지 않습니다. 적은 내용은 이 브라우저에 저장되어 있습니다. balju serve가 켜져 있는지 확인하십시오.');

// ---- The draft ----

let stored = null; // the draft as this tab last read or wrote it

function readDraft() {
  try {
    const text = localStorage.getItem(DRAFT);
    const draft = JSON.parse(text);
    if (typeof draft?.base === 'string') return { ...draft, text };
  } catch { /* no draft that can be read */ }
  return null;
}

/** Keeps a draft; whether the browser took it. */
function keepDraft(draft) {
  const text = JSON.stringify({ ...draft, time: Date.now() });
  try {
    localStorage.setItem(DRAFT, text);
  } catch {
    say('full', '이 브라우저에 초안을 저장할 수 없습니다. 닫기 전에 ‘프로필 내려받기’로 파일에 저장하십시오.');
    return false;
  }
  stored = text;
  say('full', '');
  return true;
}

const draftFields = (draft) => `${new URLSearchParams({ profile: draft.base })}&${draft.fields}`;

/** Shows the errors of another page on this one. */
function showErrors(page) {
  $('errors').replaceChildren(...page.querySelector('#errors').childNodes);
  $('errors').hidden = false;
  $('errors').focus();
}

/** Takes a file away; what kept it from being made is shown. */
async function download(fields, format) {
  const response = await post('/download', `${fields}&format=${format}`);
  if (response.status === 422) return showErrors(parse(await response.text()));
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `balju.${format}`;
  const link = make('a', { href: URL.createObjectURL(await response.blob()), download: decodeURIComponent(name) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// ---- The start page ----

function startPage() {
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
      const page = parse(await response.text());
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

// ---- The form: what it says, and every change of it ----

let state = ''; // the form as last saved
let changed = ''; // the control that was changed last, and in which visit to it
let visit = 0;
let wanted = false; // whether the form says more than the last request
let running = null; // the requests under way, one after the other

function formState() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete('profile');
  fields.delete('token');
  return fields.toString();
}

/** What a request sends: the profile that the page began with, and what the form says. */
const wholeForm = () => `${new URLSearchParams({ profile: form.elements.profile.value })}&${state}`;

/** After each change: keep it, then show what it does. */
function onChange(control) {
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
  save();
  showParts();
  askPreview();
}

function save() {
  let other = null;
  try { other = localStorage.getItem(DRAFT); } catch { /* said by keepDraft */ }
  if (other !== stored) return conflict();
  const kept = keepDraft({ base: form.elements.profile.value, fields: state, name: form.elements['project.name']?.value ?? '' });
  put($('saved'), kept ? `저장됨 ${clock(Date.now())}` : '저장되지 않음');
}

function conflict() {
  const other = readDraft();
  put($('saved'), '저장되지 않음');
  const text = other ? `다른 탭에서 ${clock(other.time)}에 저장한 초안이 있습니다. 이 탭의 내용은 저장하지 않고 있습니다.` : '다른 탭에서 초안을 지웠습니다.';
  const keep = () => {
    say('other', '');
    stored = readDraft()?.text ?? null;
    save();
  };
  say('other', text, { ...(other && { '그 초안 불러오기': () => location.reload() }), '이 탭의 내용으로 저장': keep });
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

// ---- Undo: the whole profile, as the server returned it ----

const steps = []; // { profile, field }
let at = -1;
let apart = true; // whether the next change is a step of its own

function remember(profile, field) {
  const last = steps[at];
  if (last?.profile === profile) return;
  if (last && last.field === field && !apart) {
    steps.splice(at, Infinity, { profile, field });
  } else {
    steps.splice(++at, Infinity, { profile, field });
    if (at > 200) { steps.shift(); at--; }
  }
  apart = false;
  showSteps();
}

function showSteps() {
  $('undo').disabled = at < 1;
  $('redo').disabled = at >= steps.length - 1;
}

const travel = (by) => inTurn(async () => {
  await running;
  const step = steps[at + by];
  if (!step) return;
  const before = formState();
  const fields = new URLSearchParams({ profile: step.profile, outline: $('outline').value });
  const page = parse(await (await post('/form', fields)).text());
  if (formState() !== before) return; // typed meanwhile: nothing is taken away
  at += by;
  takeOver(page, ['#topics']);
  showSteps();
  put($('saved'), `${by < 0 ? '되돌렸습니다' : '다시 했습니다'} · ${$('saved').textContent}`);
});

/** Inserts, moves or takes out a row; the tables and the base change together. */
const editRows = (button) => inTurn(async () => {
  const [what, path, row] = button.value.split(' ');
  await running;
  let page;
  do {
    state = formState();
    page = parse(await (await post('/form', `${wholeForm()}&${new URLSearchParams({ edit: button.value })}`)).text());
  } while (formState() !== state); // typed meanwhile: once more, with it
  changed = button.value;
  takeOver(page, all('.grid').map((grid) => `#${CSS.escape(grid.id)}`));
  const rows = all('tbody tr', $(`g-${path}`));
  const step = { insert: 1, up: -1, down: 1, remove: 0 }[what];
  const to = rows[Math.max(0, Math.min(Number(row) + step, rows.length - 1))];
  const blank = what === 'insert' && rows.slice(Number(row)).find((one) => one.classList.contains('blank'));
  const moved = (what === 'up' || what === 'down') && to.querySelector(`[value^="${what} "]`);
  (moved || (blank || to).querySelector(CONTROL)).focus();
});

/** Takes parts of another page over; focus, opened details and scroll stay. */
function takeOver(page, selectors, isChange = true) {
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
  }
  route(true);
  scrollTo(0, top);
  state = formState();
  shownFaults = shownFindings = '';
  apart = true;
  if (isChange) save();
  showParts();
  askPreview();
}

// ---- Topics ----

/** The place that an address or a profile field names: an id, a control, or the nearest above. */
function find(name) {
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
function route(isQuiet) {
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

function go(name) {
  if (address() === name) route();
  else location.hash = name;
}

/** Hides the questions of parts that are switched off. */
function showParts() {
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

// ---- What the server made of it ----

let view = null;
let shownFaults = '';
let shownFindings = '';

function show(now) {
  view = now;
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
  const isEmpty = (fault) => fault.code === 'empty-selection';
  showFaults(now.faults.filter((fault) => !isEmpty(fault)));
  showChoices(now.requirements);
  showDocument(now, now.faults.some(isEmpty));
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

function showFaults(faults) {
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

function showChoices(requirements) {
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

function filterChoices() {
  const words = $('filter').value.trim().toLowerCase();
  const wants = $('filter-state').value;
  let count = 0;
  for (const row of all('[data-requirement]')) {
    const text = `${row.cells[0].textContent} ${row.cells[1].textContent}`.toLowerCase();
    const fits = { '': true, hand: row.classList.contains('hand'), found: row.querySelector('.findings li') }[wants] ?? row.dataset.state === wants;
    row.hidden = !fits || !text.includes(words);
    count += !row.hidden;
  }
  for (const body of all('.choices tbody')) body.hidden = !body.querySelector('[data-requirement]:not([hidden])');
  put($('filter-count'), `${count}건`);
}

function showFindings(findings) {
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

// ---- The preview ----

let news = null; // the first block that the last change changed
const parts = new Map(); // name of a part → its element and its blocks as last shown

/** Changes only the blocks that differ, so that the frame keeps its place. */
function showDocument({ title, sections }, isEmpty) {
  const doc = $('preview').contentDocument;
  const content = doc?.getElementById('content');
  if (!content) return; // shown once the frame is there
  content.toggleAttribute('hidden', !sections);
  doc.getElementById('empty').hidden = !isEmpty;
  put(doc.getElementById('title'), title || form.elements['project.name']?.value || '문서 미리보기');
  if (!sections) return;
  for (const [id, part] of parts) {
    if (sections.some((section) => section.id === id && section.tag === part.element.localName)) continue;
    part.element.remove();
    parts.delete(id);
  }
  news = null;
  for (const block of all('.changed', content)) block.classList.remove('changed');
  let place = content.firstElementChild;
  for (const { id, tag, blocks } of sections) {
    if (!parts.has(id)) parts.set(id, { element: doc.createElement(tag), blocks: [] });
    const part = parts.get(id);
    if (part.element === place) place = place.nextElementSibling;
    else content.insertBefore(part.element, place);
    showBlocks(doc, part, blocks);
  }
  if (news) $('news').hidden = false;
}

function showBlocks(doc, part, blocks) {
  const before = part.blocks;
  const least = Math.min(before.length, blocks.length);
  let head = 0;
  while (head < least && before[head] === blocks[head]) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === blocks.at(-1 - tail)) tail++;
  for (let i = before.length - tail; i > blocks.length - tail; i--) part.element.children[i - 1].remove();
  for (let i = head; i < blocks.length - tail; i++) {
    if (i < before.length - tail && before[i] === blocks[i]) continue;
    const block = doc.createElement('div');
    block.innerHTML = blocks[i];
    if (i < before.length - tail) part.element.children[i].replaceWith(block);
    else part.element.insertBefore(block, part.element.children[i] ?? null);
    if (before.length) block.className = 'changed';
  }
  if (before.length && head < blocks.length - tail) news ??= part.element.children[head];
  part.blocks = blocks;
}

/** A click in the preview leads to what it shows. */
function onPreview(event) {
  const doc = $('preview').contentDocument;
  const link = event.target.closest('a[href]');
  const mark = event.target.closest('mark[data-field]');
  const anchor = event.target.closest('table.requirement')?.id;
  if (link) {
    event.preventDefault();
    doc.getElementById(decodeURIComponent(link.getAttribute('href').replace(/^#/, '')))?.scrollIntoView();
  } else if (mark) {
    go(mark.dataset.field);
  } else if (anchor && doc.getSelection().isCollapsed) {
    // A requirement that repeats has an anchor for each time, which begins with its id.
    const of = view.requirements.filter(({ id, anchor: own }) => own === anchor || anchor.startsWith(id));
    const best = of.sort((a, b) => (b.anchor === anchor) - (a.anchor === anchor) || b.id.length - a.id.length)[0];
    if (best) go(`r-${best.id}`);
  }
}

const wide = matchMedia('(min-width: 1101px)');
const narrow = matchMedia('(max-width: 760px)');

function openPreview(isOpen) {
  document.body.classList.toggle('with-preview', isOpen);
  $('toggle').setAttribute('aria-expanded', String(isOpen));
}

function readyPreview() {
  const doc = $('preview').contentDocument;
  if (!doc?.getElementById('content') || doc.body.dataset.ready) return;
  doc.body.dataset.ready = 'yes';
  doc.addEventListener('click', onPreview);
  parts.clear();
  if (view) show(view);
}

// ---- The form page ----

/** A field in which the browser itself undoes typing. */
const isText = (element) => element?.matches?.('textarea, input:not([type=radio], [type=checkbox], [type=file])');
const isComposing = (event) => event.isComposing || event.keyCode === 229;

async function formPage() {
  const draft = readDraft();
  stored = draft?.text ?? null;
  if (draft && form.elements.profile.value.trim() === '{}') {
    try {
      const page = parse(await (await post('/form', draftFields(draft))).text());
      takeOver(page, ['#topics'], false);
    } catch {
      stored = undefined; // an empty form must not take the draft's place
      say('draft', '저장된 초안을 불러오지 못했습니다. 초안은 이 브라우저에 그대로 있습니다.', { '다시 불러오기': () => location.reload() });
    }
  }
  state = formState();
  if (draft) put($('saved'), `저장됨 ${clock(draft.time)}`);

  for (const kind of ['input', 'change']) {
    form.addEventListener(kind, ({ target }) => (target.closest('.filter') ? filterChoices() : onChange(target)));
  }
  form.addEventListener('focusin', () => visit++);
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
  document.addEventListener('click', (event) => {
    const target = event.target.closest('a[href^="#"], button');
    if (!target) return;
    if (target.hash && target.hash === location.hash) route();
    if ('next' in target.dataset) go(all('.topic')[all('.topic').findIndex((topic) => topic.classList.contains('current')) + 1].id);
    if (target.id === 'news') news?.scrollIntoView({ block: 'center' });
    if ('wide' in target.dataset) openPreview(false);
    if (target.dataset.show) {
      openPreview(true);
      const { anchor } = view.requirements.find(({ id }) => id === target.dataset.show);
      $('preview').contentDocument.getElementById(anchor)?.scrollIntoView();
    }
  });
  $('undo').addEventListener('click', () => travel(-1));
  $('redo').addEventListener('click', () => travel(1));
  $('toggle').addEventListener('click', () => openPreview(!document.body.classList.contains('with-preview')));
  $('preview').addEventListener('load', readyPreview);
  addEventListener('hashchange', () => route());
  addEventListener('storage', (event) => {
    if (event.key === DRAFT && event.newValue !== stored) conflict();
  });
  openPreview(wide.matches);
  wide.addEventListener('change', () => openPreview(wide.matches));
  $('tasks').open = !narrow.matches;
  narrow.addEventListener('change', () => { $('tasks').open = !narrow.matches; });
  route(true);
  showParts();
  readyPreview();
  askPreview();
}

if (form) formPage();
else startPage();
