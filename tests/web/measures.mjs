// What axe does not measure: stray width, small targets, focus that nobody sees.

/** A page that can be scrolled sideways; of a document, tables may be wider (WCAG 1.4.10 leaves them two dimensions). */
export const strayFaults = (page, where, but) =>
  page.evaluate(([where, but]) => {
    const { scrollWidth } = document.documentElement
    if (scrollWidth <= innerWidth) return []
    // Who it is: the innermost that sticks out and does not stand in a box with its own scroll.
    const boxed = (e) => { for (let at = e.parentElement; at; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true }
    const out = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !boxed(e) && !(but && e.closest(but)))
    if (but && out.length === 0) return []
    return [`${where}: ${scrollWidth} px wide in ${innerWidth}: ${out.slice(-3).map((e) => `${e.localName}.${e.className}#${e.id}`).join(', ')}`]
  }, [where, but])

/** Targets under 24 by 24 px (WCAG 2.5.8) that do not stand in running text. */
export const smallTargets = (page, where) =>
  page.evaluate((where) => {
    const faults = []
    for (const e of document.querySelectorAll('button, summary, select, input:not([type=hidden]), textarea, nav a')) {
      if (!e.checkVisibility({ visibilityProperty: true })) continue
      // A box or a dot is pressed by its label too.
      const target = /radio|checkbox/.test(e.type) ? e.closest('label') ?? e : e
      const { width, height } = target.getBoundingClientRect()
      if (width < 23.5 || height < 23.5) faults.push(`${where}: ${e.localName} ${e.name ?? ''} ${e.textContent.trim().slice(0, 20)}: ${Math.round(width)} × ${Math.round(height)} px`)
    }
    return faults.slice(0, 10)
  }, where)

/** Goes around by Tab: each stop on the screen, with an outline or a shadow that it does not have without the focus. */
export async function focusFaults(page, where, stops) {
  const faults = []
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const fault = await page.evaluate(() => {
      const e = document.activeElement
      if (e === document.body || e.localName === 'iframe') return null
      const name = `${e.localName} ${e.name || e.id || e.textContent.trim().slice(0, 20)}`
      const { top, bottom, left, right } = e.getBoundingClientRect()
      if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return `${name} is not on the screen`
      const covering = (share) => {
        const over = document.elementFromPoint(left + (right - left) * share, Math.min(innerHeight - 1, Math.max(0, (top + bottom) / 2)))
        return over && !e.contains(over) && !over.contains(e) && !e.labels?.[0]?.contains(over) ? over : null
      }
      const over = [0.02, 0.15, 0.5, 0.85, 0.98].map(covering)
      if (over.every(Boolean)) return `${name} is covered by ${over[2].localName}.${over[2].className}`
      const look = () => { const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(e); return { seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1.5, all: [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join() } }
      const focused = look()
      if (focused.seen) return null
      e.blur()
      const blurred = look()
      e.focus()
      return focused.all === blurred.all ? `${name} looks as without the focus` : null
    })
    if (fault) faults.push(`${where}: ${fault}`)
  }
  return faults
}
