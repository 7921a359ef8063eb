"""What every page must pass: rules, keyboard, small screens, text spacing, focus; each returns what is wrong."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": {"target-size": {"enabled": True}}}

FOCUSABLE = (
    "a[href]:not([tabindex='-1']), button:not([disabled]), input:not([type=hidden]):not([disabled]), "
    "select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']"
)
VISIBLE_FOCUSABLE = f"""() => [...document.querySelectorAll({FOCUSABLE!r})].filter(one =>
    one.checkVisibility({{visibilityProperty: true}}) && !(one.type === 'radio' && one.name &&
    [...document.getElementsByName(one.name)].find(other => other.checked || other === document.getElementsByName(one.name)[0]) !== one))
    .map(one => (one.id || one.name || one.textContent.trim()).slice(0, 40))"""
START_OF_PAGE = """() => { const body = document.body; body.setAttribute('tabindex', '-1'); body.focus();
    body.removeAttribute('tabindex'); window.scrollTo(0, 0) }"""
FOCUSED = """() => { const one = document.activeElement;
    return one === document.body ? '' : (one.id || one.name || one.textContent.trim()).slice(0, 40) }"""
FOCUS_SHOWS = """() => { const one = document.activeElement; const looks = () => { const s = getComputedStyle(one);
    const l = one.nextElementSibling ? getComputedStyle(one.nextElementSibling, '::before').boxShadow : '';
    return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, l].join('|') };
    const lit = looks(); one.blur(); const plain = looks(); one.focus(); return lit !== plain }"""
OBSCURED = """() => { const one = document.activeElement; const box = one.getBoundingClientRect();
    if (!box.width || !box.height) return false;
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return !(top && (one.contains(top) || top.contains(one) || (top.tagName === 'LABEL'))) }"""
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
ADD_STYLE = """words => { const sheet = new CSSStyleSheet(); sheet.replaceSync(words);
    document.adoptedStyleSheets = [sheet] }"""
NEXT_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
"""What depends on the size, such as the menu of small screens, follows with the next frame."""
CLIPPED = """() => [...document.querySelectorAll('h1,h2,h3,p,a,button,label,legend,td,th,dt,dd,li,strong')].filter(one => {
    const style = getComputedStyle(one);
    return one.checkVisibility() && style.overflow === 'hidden' && !one.closest('.govuk-visually-hidden')
      && !one.classList.contains('govuk-visually-hidden') && one.scrollWidth > one.clientWidth + 1
      && style.position !== 'absolute' })
    .map(one => one.textContent.trim().slice(0, 40))"""


def axe_faults(page: Page) -> list[str]:
    """Violations of the rules that a machine can check, WCAG 2.2's among them."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def structure_faults(page: Page) -> list[str]:
    """One h1, a title, a language, and a skip link first."""
    faults = [] if page.locator("h1").count() == 1 else [f"{page.locator('h1').count()} h1 headings"]
    faults += [] if page.title().strip() else ["no title"]
    faults += [] if page.locator("html").get_attribute("lang") in ("en", "cy") else ["no language"]
    return faults


def reflow_faults(page: Page) -> list[str]:
    """At 320 pixels nothing scrolls sideways but a labelled region."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(before or {"width": 1280, "height": 900})
    page.evaluate(NEXT_FRAMES)
    return [f"{wide} pixels too wide at 320"] if wide > 0 else []


def spacing_faults(page: Page) -> list[str]:
    """With more space between lines, words and letters no text is cut off."""
    page.evaluate(ADD_STYLE, TEXT_SPACING)
    clipped = page.evaluate(CLIPPED)
    page.evaluate("() => { document.adoptedStyleSheets = [] }")
    return [f"cut off: {text}" for text in clipped]


def keyboard_faults(page: Page) -> list[str]:
    """Tab reaches every control in the page's order, shows where it is, and comes out again."""
    wanted = page.evaluate(VISIBLE_FOCUSABLE)
    page.evaluate(START_OF_PAGE)
    reached, faults = [], []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if not focused:
            break
        reached.append(focused)
        faults += [] if page.evaluate(FOCUS_SHOWS) else [f"focus does not show on {focused!r}"]
        faults += [f"covered: {focused!r}"] if page.evaluate(OBSCURED) else []
    missed = [one for one in wanted if one not in reached]
    return faults + ([f"not reached by keyboard: {missed}"] if missed else [])
