// Shows how far an upload is. Without this script the form is sent as any other; the server's answer is the same.
const form = document.querySelector('form[data-upload]')

function say (bar, text, share) {
  bar.hidden = false
  bar.querySelector('progress').value = share
  bar.querySelector('[role="status"]').textContent = text
}

function show (page, address) {
  const answer = new DOMParser().parseFromString(page, 'text/html')
  const wrong = answer.querySelector('.govuk-error-summary')
  if (!wrong) { window.location.assign(address); return }
  document.title = answer.title
  document.querySelector('main').replaceWith(answer.querySelector('main'))
  document.querySelector('.govuk-error-summary').setAttribute('tabindex', '-1')
  document.querySelector('.govuk-error-summary').focus()
  start(document.querySelector('form[data-upload]'))
}

function send (chosen) {
  const bar = document.querySelector('[data-upload-bar]')
  const asked = new XMLHttpRequest()
  const words = bar.dataset
  asked.upload.addEventListener('progress', (event) => {
    const share = event.lengthComputable ? Math.round(event.loaded / event.total * 100) : 0
    // Said at every tenth only, so that a screen reader is not talked over.
    if (share % 10 === 0) say(bar, `${words.sending} ${share}`, share)
  })
  asked.upload.addEventListener('load', () => say(bar, words.checking, 100))
  asked.addEventListener('load', () => {
    if (asked.status < 400) show(asked.responseText, asked.responseURL)
    else say(bar, words.failed, 0)
  })
  asked.addEventListener('error', () => say(bar, words.failed, 0))
  asked.open('POST', chosen.action || window.location.href)
  asked.send(new FormData(chosen))
}

function start (chosen) {
  if (!chosen) return
  chosen.addEventListener('submit', (event) => {
    if (![...chosen.querySelectorAll('input[type="file"]')].some((input) => input.files.length)) return
    event.preventDefault()
    send(chosen)
  })
}

start(form)
