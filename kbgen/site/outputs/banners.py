"""`<locale>/banner.json`: what stands above every page of a locale now, or nothing.

Pages do not hold it. A known problem has to be announced within seconds, and a banner in each of 3,000 pages would have all of
them rendered, uploaded and fetched anew, twice. Scripts ask for the small file, at most once a minute in a session.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kbgen.issues import Issue
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.plan import SitePlan
from kbgen.site.render import Renderer


def banner_files(plan: SitePlan, renderer: Renderer, issues: list[Issue]) -> Iterator[tuple[str, bytes]]:
    """One file for each locale, empty of content where there is no banner; what is wrong is added to `issues`."""
    for tag, interface in plan.interfaces.items():
        banner = plan.library.banners.get(tag)
        if banner is None:
            yield f"{tag}/banner.json", b"{}\n"
            continue
        names = {
            "info": interface.gettext("For your information"),
            "warning": interface.gettext("Important"),
            "problem": interface.gettext("Known problem"),
        }
        body = renderer.banner(tag, banner)
        issues += body.issues
        content = {
            # Whoever has closed it sees it again as soon as it says something else.
            "id": fingerprint(banner.level + body.html),
            "level": banner.level,
            "label": names[banner.level],
            "close": interface.gettext("Close"),
            "until": banner.until.isoformat() if banner.until else "",
            "html": body.html,
        }
        yield f"{tag}/banner.json", (json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n").encode()
