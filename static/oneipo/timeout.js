// Warns before a session ends, lets the person stay, and otherwise has what they typed kept. The element's data attributes
// say when and where: data-idle-seconds, data-warning-seconds, data-keep-url, data-ended-url, and in which words: data-left
// (with {left}), data-minutes and data-seconds (with {n}), data-minute. Without this script the page's own sentence says when
// the session will end.
const root = document.querySelector('[data-timeout]')

function wire (root) {
  const dialog = root.querySelector('dialog')
  const left = root.querySelector('[data-timeout-left]')
  const spoken = root.querySelector('[data-timeout-spoken]')
  const form = root.querySelector('form[data-timeout-stay]')
  const idle = Number(root.dataset.idleSeconds)
  const warning = Number(root.dataset.warningSeconds)
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('oneipo-session') : null
  let endsAt = 0
  let lastSpoken = 0
  let ending = false

  function words (seconds) {
    if (seconds > 60) return root.dataset.minutes.replace('{n}', Math.ceil(seconds / 60))
    if (seconds === 60) return root.dataset.minute
    return root.dataset.seconds.replace('{n}', seconds)
  }

  function sentence (seconds) {
    return root.dataset.left.replace('{left}', words(seconds))
  }

  function restart (seconds) {
    endsAt = Date.now() + seconds * 1000
    ending = false
    if (dialog.open) dialog.close()
  }

  // Screen readers are told each minute, and each 20 seconds in the last one; not each second.
  function speak (seconds) {
    const step = seconds > 60 ? 60 : 20
    if (lastSpoken - seconds < step && lastSpoken >= seconds && lastSpoken !== 0) return
    lastSpoken = seconds
    spoken.textContent = sentence(seconds)
  }

  function look () {
    const seconds = Math.max(0, Math.round((endsAt - Date.now()) / 1000))
    if (seconds > warning || ending) return
    if (seconds === 0) return end()
    if (!dialog.open) {
      lastSpoken = 0
      dialog.showModal()
    }
    left.textContent = sentence(seconds)
    speak(seconds)
  }

  // What stands on the page, without what is in its files: only that there were some.
  function typed () {
    const own = [...document.querySelectorAll('main form[method="post"]')].find((one) => !root.contains(one))
    const body = new FormData()
    for (const [name, value] of new FormData(own || form)) {
      body.append(name, value instanceof File ? new File([], value.name) : value)
    }
    body.set('path-of-page', window.location.pathname + window.location.search)
    return body
  }

  function post (address, body) {
    return fetch(address, {
      method: 'POST', body, credentials: 'same-origin', redirect: 'manual', headers: { Accept: 'application/json' }
    })
  }

  async function end () {
    ending = true
    try {
      const answer = await (await post(root.dataset.keepUrl, typed())).json()
      if (answer.signed_in) restart(answer.seconds_left)
      else window.location.assign(answer.address)
    } catch {
      window.location.assign(root.dataset.endedUrl)
    }
  }

  // A redirect leads to the sign-in page: then the session has ended already.
  async function stay (event) {
    event.preventDefault()
    try {
      const answer = await post(form.action, new FormData(form))
      if (!answer.ok) throw new Error(String(answer.status))
      restart(idle)
      if (others) others.postMessage('stayed')
    } catch {
      await end()
    }
  }

  form.addEventListener('submit', stay)
  // Escape closes a dialog; here it means: I am still here.
  dialog.addEventListener('cancel', stay)
  if (others) {
    others.addEventListener('message', () => restart(idle))
    others.postMessage('stayed')
  }
  restart(idle)
  window.setInterval(look, 1000)
  document.addEventListener('visibilitychange', look)
}

if (root && typeof HTMLDialogElement === 'function') wire(root)
