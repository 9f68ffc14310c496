// The document beside the form.

import { go } from './topics.js';
import { $, all, form, put } from './tools.js';

let view = null; // what the server made of the form, as last shown
let news = null; // the first block that the last change changed
const parts = new Map(); // name of a part → its element and its blocks as last shown

/** The fault that there is nothing to show yet. */
export const isEmpty = (fault) => fault.code === 'empty-selection';

/** Changes only the blocks that differ, so that the frame keeps its place. */
export function showDocument(now) {
  view = now;
  const { title, sections } = now;
  const doc = $('preview').contentDocument;
  const content = doc?.getElementById('content');
  if (!content) return; // shown once the frame is there
  content.toggleAttribute('hidden', !sections);
  doc.getElementById('empty').hidden = !now.faults.some(isEmpty);
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
    for (const link of all('a[href]', block)) link.tabIndex = -1; // by Tab one goes past the document, not through it
    if (i < before.length - tail) part.element.children[i].replaceWith(block);
    else part.element.insertBefore(block, part.element.children[i] ?? null);
    if (before.length) block.className = 'changed';
  }
  if (before.length && head < blocks.length - tail) news ??= part.element.children[head];
  part.blocks = blocks;
}

/** Shows where the last change stands. */
export const showNews = () => news?.scrollIntoView({ block: 'center' });

/** Shows a requirement. */
export function showRequirement(id) {
  const { anchor } = view.requirements.find((one) => one.id === id);
  $('preview').contentDocument.getElementById(anchor)?.scrollIntoView();
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

/** Fills the frame, once it is there. */
export function readyPreview() {
  const doc = $('preview').contentDocument;
  if (!doc?.getElementById('content') || doc.body.dataset.ready) return;
  doc.body.dataset.ready = 'yes';
  doc.addEventListener('click', onPreview);
  parts.clear();
  if (view) showDocument(view);
}
