// Undo: the whole profile, as the server returned it.

import { $ } from './tools.js';

const steps = []; // { profile, field }
let at = -1;
let apart = true; // whether the next change is a step of its own

/** Takes note of the profile that a change led to; `field` says which control was changed. */
export function remember(profile, field) {
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

/** The next change is a step of its own. */
export function setApart() {
  apart = true;
}

/** The profile that many steps away. */
export const stepAt = (by) => steps[at + by]?.profile;

/** Is that many steps away now. */
export function stepped(by) {
  at += by;
  showSteps();
}

function showSteps() {
  const pressed = document.activeElement;
  $('undo').disabled = at < 1;
  $('redo').disabled = at >= steps.length - 1;
  // A button that has nothing left to do hands the focus to its neighbour.
  if (pressed?.disabled) (pressed === $('undo') ? $('redo') : $('undo')).focus();
}
