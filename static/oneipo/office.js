// Keyboard shortcuts of the office pages: Alt, Shift and a letter, so that no key of a screen reader or browser is taken.
const own = document.querySelector('script[data-shortcuts]')
const OFF = 'shortcuts-off'

function isOff () {
  try { return window.localStorage.getItem(OFF) === 'yes' } catch { return false }
}

function go (letter) {
  const there = document.querySelector(`[data-shortcut="${letter}"]`)
  if (there) {
    if (there.matches('form')) there.requestSubmit()
    else if (there.matches('input')) there.focus()
    else there.click()
    return true
  }
  const address = own.getAttribute(`data-to-${letter}`)
  if (address) window.location.assign(address)
  return Boolean(address)
}

document.addEventListener('keydown', (event) => {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || isOff()) return
  const letter = event.code.replace('Key', '').toLowerCase()
  if (letter.length === 1 && go(letter)) event.preventDefault()
})

const choice = document.querySelector('[data-shortcuts-switch]')
if (choice) {
  const say = () => { choice.textContent = isOff() ? choice.dataset.on : choice.dataset.off }
  choice.hidden = false
  say()
  choice.addEventListener('click', () => {
    window.localStorage.setItem(OFF, isOff() ? 'no' : 'yes')
    say()
  })
}
