// Starts the design system's components and the small things that pages do when scripts run.
const own = document.querySelector('script[data-components]')

async function startComponents () {
  const { initAll } = await import(own.dataset.components)
  initAll()
  dropStatesThatRadiosMayNotHave()
}

// ARIA gives radios no expanded state; the design system's script sets one where a choice uncovers a question.
function dropStatesThatRadiosMayNotHave () {
  const drop = () => document.querySelectorAll('input[type="radio"][aria-expanded]')
    .forEach((radio) => radio.removeAttribute('aria-expanded'))
  drop()
  document.addEventListener('click', drop)
  window.addEventListener('pageshow', drop)
}

function closeFiltersOnNarrowScreens () {
  if (window.matchMedia('(min-width: 48.0625em)').matches) return
  document.querySelectorAll('details[data-closes-when-narrow]').forEach((panel) => { panel.open = false })
}

function wirePrintButtons () {
  document.querySelectorAll('[data-print]').forEach((button) => {
    button.addEventListener('click', () => window.print())
  })
}

closeFiltersOnNarrowScreens()
wirePrintButtons()
if (own) startComponents()
