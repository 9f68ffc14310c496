// The draft: the profile that the page began with and what the form says, kept by the browser.

import { say } from './server.js';
import { $, clock, form, formState, put } from './tools.js';

const DRAFT = 'balju.draft';
let stored = null; // the draft as this tab last read or wrote it

export function readDraft() {
  try {
    const text = localStorage.getItem(DRAFT);
    const draft = JSON.parse(text);
    if (typeof draft?.base === 'string') return { ...draft, text };
  } catch { /* no draft that can be read */ }
  return null;
}

/** Keeps a draft; whether the browser took it. */
export function keepDraft(draft) {
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

export const draftFields = (draft) => `${new URLSearchParams({ profile: draft.base })}&${draft.fields}`;

/** Keeps what the form says, unless another tab has kept something since. */
export function save(fields = formState()) {
  let other = null;
  try { other = localStorage.getItem(DRAFT); } catch { /* said by keepDraft */ }
  if (other !== stored) return conflict();
  const kept = keepDraft({ base: form.elements.profile.value, fields, name: form.elements['project.name']?.value ?? '' });
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

/** Takes up the draft that is there; what another tab does to it from now on is said. */
export function openDraft() {
  addEventListener('storage', (event) => {
    if (event.key === DRAFT && event.newValue !== stored) conflict();
  });
  const draft = readDraft();
  stored = draft?.text ?? null;
  return draft;
}

/** Keeps nothing over the draft that is there, unless the user says so. */
export function leaveDraft() {
  stored = undefined;
}
