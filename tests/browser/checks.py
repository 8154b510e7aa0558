"""What a governor's page is held to. Each check gives the faults it found, in words; none is good.

A check takes a page that `open_page` (in conftest.py) opened, but for `nu`, which reads files.
"""

import json
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

PACKAGES = Path(__file__).parent / "node_modules"
AXE = PACKAGES / "axe-core" / "axe.min.js"
CODE_SNIFFER = PACKAGES / "html_codesniffer" / "build" / "HTMLCS.js"
IBM = PACKAGES / "accessibility-checker-engine" / "ace.js"
NU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHECKERS = (AXE, CODE_SNIFFER, IBM, NU)

# Names an element in a fault: its tag, its id or class, and the start of its text.
NAME = """
const name = e => {
  const mark = e.id ? "#" + e.id : e.classList[0] ? "." + e.classList[0] : "";
  const text = (e.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40);
  return `${e.tagName.toLowerCase()}${mark} “${text}”`; };
const seen = e => { const b = e.getBoundingClientRect();
  return b.width > 1 && b.height > 1 && getComputedStyle(e).visibility === "visible"; };
"""


def axe(page: Page) -> list[str]:
    """Every violation axe-core finds, its best practices included."""
    _put_in(page, AXE, "axe")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    return [
        f"{rule['id']} ({rule['impact']}): {', '.join(map(str, node['target']))}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def code_sniffer(page: Page) -> list[str]:
    """Every error HTML_CodeSniffer finds against WCAG 2, levels A and AA; its warnings and notices are questions."""
    _put_in(page, CODE_SNIFFER, "HTMLCS")
    faults: list[str] = page.evaluate(
        f"""() => new Promise((done, failed) => {{ {NAME}
        const said = m => `${{m.code}}: ${{m.msg}} ${{m.element.outerHTML ? name(m.element) : "the page"}}`;
        const finish = () => done(
          HTMLCS.getMessages().filter(m => m.type === HTMLCS.ERROR).map(said));
        HTMLCS.process("WCAG2AA", document, finish, failed); }})"""
    )
    return faults


def ibm(page: Page) -> list[str]:
    """Every violation IBM's engine finds. What it asks a person to look at is none."""
    _put_in(page, IBM, "ace")
    faults: list[str] = page.evaluate(
        """async () => {
        const {results} = await new ace.Checker().check(document, ["IBM_Accessibility"]);
        return results.filter(r => r.value.join(" ") === "VIOLATION FAIL")
          .map(r => `${r.ruleId}: ${r.message} ${r.snippet.slice(0, 100)}`); }"""
    )
    return faults


def nu(paths: Iterable[Path]) -> list[str]:
    """Every message of the Nu HTML checker: errors, warnings and remarks."""
    options = ["--stdout", "--exit-zero-always", "--format", "json"]
    done = subprocess.run(
        ["java", "-jar", str(NU), *options, *map(str, paths)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine')} {m.get('subType', m['type'])}: {m['message']}"
        for m in json.loads(done.stdout)["messages"]
    ]


def tables(page: Page) -> list[str]:
    """Tables without a caption, scoped headers or a single header row; empty and merged cells."""
    return _run(
        page,
        """
        for (const t of document.querySelectorAll("table")) {
          const caption = t.caption?.textContent.trim();
          const say = what => faults.push(`${what} in ${caption || name(t)}`);
          if (!caption) say("no caption");
          if (t.tHead?.rows.length !== 1) say("not one header row");
          for (const h of t.querySelectorAll("th"))
            if (!["col", "row"].includes(h.scope)) say(`no scope on ${name(h)}`);
          for (const r of t.querySelectorAll("tbody tr, tfoot tr"))
            if (!r.querySelector("th[scope=row]")) say(`no row header: ${name(r)}`);
          for (const c of t.querySelectorAll("td, th")) {
            if (!c.textContent.trim() && !c.querySelector("svg, img")) say("empty cell");
            if (c.colSpan > 1 || c.rowSpan > 1) say(`merged cell ${name(c)}`);
          }
        }""",
    )


def sideways_scroll(page: Page) -> list[str]:
    """What makes the page, or a part of it, scroll sideways or lose text at its edge."""
    return _run(
        page,
        """
        const root = document.scrollingElement;
        if (root.scrollWidth > root.clientWidth) {
          faults.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`);
          for (const e of document.body.querySelectorAll("*"))
            if (seen(e) && e.getBoundingClientRect().right > root.clientWidth + 1)
              faults.push(`reaches over the edge: ${name(e)}`);
        }
        for (const e of document.body.querySelectorAll("*")) {
          const clips = getComputedStyle(e).overflowX !== "visible" && !(e instanceof SVGElement);
          if (clips && seen(e) && e.scrollWidth > e.clientWidth + 1)
            faults.push(`wider than its own box: ${name(e)}`);
        }""",
    )


def small_text(page: Page, least: float = 14) -> list[str]:
    """Seen text of less than `least` CSS pixels, text in drawings as it is scaled."""
    return _run(
        page,
        """
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          const e = walk.currentNode.parentElement;
          if (!walk.currentNode.data.trim() || !seen(e)) continue;
          const scale = e instanceof SVGGraphicsElement ? Math.abs(e.getScreenCTM().d) : 1;
          const size = parseFloat(getComputedStyle(e).fontSize) * scale;
          if (size < least - 0.01) faults.push(`${size.toFixed(1)} px: ${name(e)}`);
        }""",
        least=least,
    )


def small_targets(page: Page, least: float = 24) -> list[str]:
    """Things to press that are lower or narrower than `least` CSS pixels."""
    return _run(
        page,
        """
        const targets = "a[href], button, summary, input, select, textarea, [tabindex]";
        for (const e of document.querySelectorAll(targets)) {
          e.focus();  // a skip link may show only then
          const {width, height} = e.getBoundingClientRect();
          if (seen(e) && Math.min(width, height) < least - 0.01)
            faults.push(`${width.toFixed(0)} × ${height.toFixed(0)} px: ${name(e)}`);
        }
        document.activeElement.blur();""",
        least=least,
    )


def tab_stops(page: Page, most: int = 15) -> list[str]:
    """More than `most` stops of the Tab key, and stops whose focus cannot be seen."""
    page.evaluate("() => { window.stops = new Set(); scrollTo(0, 0); }")
    faults: list[str] = []
    for count in range(1, 100):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            f"""() => {{ {NAME}
            const e = document.activeElement;
            if (!e || e === document.body || stops.has(e)) return null;
            stops.add(e);
            const look = () => {{ const s = getComputedStyle(e);
              const outline = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
              const marks = [s.boxShadow, s.backgroundColor, s.borderColor];
              return [outline && s.outline, ...marks].join(); }};
            const focused = look();
            e.blur();
            const plain = look();
            e.focus({{focusVisible: true}});
            return {{name: name(e), plain, focused, seen: seen(e)}}; }}"""
        )
        if stop is None:
            return faults
        if not stop["seen"] or stop["plain"] == stop["focused"]:
            faults.append(f"focus cannot be seen: {stop['name']}")
        if count == most + 1:
            faults.append(f"more than {most} stops; the first beyond is {stop['name']}")
    return [*faults, "the Tab key never leaves the page"]


def skip_link(page: Page) -> list[str]:
    """The first stop of the Tab key has to be a link that leads to the main part."""
    page.keyboard.press("Tab")
    here = page.evaluate("document.activeElement.getAttribute('href') || ''")
    if not here.startswith("#"):
        return ["the first stop of the Tab key is not a skip link"]
    page.keyboard.press("Enter")
    return _run(
        page,
        """
        const target = document.getElementById(location.hash.slice(1));
        if (!target) faults.push(`the skip link leads nowhere: ${location.hash}`);
        else if (!target.matches("main, main *")) faults.push("the skip link misses main");
        else if (!target.matches(":target")) faults.push("Enter did not follow it");
        """,
    )


def outside_links(page: Page) -> list[str]:
    """Links that leave the pack, and a policy that would let the page load something."""
    return _run(
        page,
        """
        for (const e of document.querySelectorAll("[href], [src], [srcset], [action]"))
          for (const a of ["href", "src", "srcset", "action"]) {
            const to = e.getAttribute(a);
            if (to && /^([a-z][a-z0-9+.-]*:|\\/)/i.test(to) && !to.startsWith("data:"))
              faults.push(`${a}="${to}" of ${name(e)}`);
          }
        const policy = document.querySelector("meta[http-equiv='Content-Security-Policy' i]");
        if (!policy?.content.includes("default-src 'none'")) faults.push("no default-src 'none'");
        """,
    )


def _run(page: Page, script: str, **given: float) -> list[str]:
    names = ", ".join(given)
    body = f"({{{names}}}) => {{ {NAME} const faults = []; {script} return faults; }}"
    faults: list[str] = page.evaluate(body, given)
    return faults


def _put_in(page: Page, checker: Path, name: str) -> None:
    """Put a checker into a page, once for all views of it, and leave no trace among its elements."""
    if page.evaluate(f"typeof {name} === 'undefined'"):
        page.add_script_tag(content=_source(checker)).evaluate("e => e.remove()")


@cache
def _source(checker: Path) -> str:
    return checker.read_text(encoding="utf-8")
