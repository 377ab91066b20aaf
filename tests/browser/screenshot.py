"""`make screenshot`: the review page of samples/ as docs/review.png."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from browser_pages import start_browser

ROOT = Path(__file__).parents[2]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        command = [sys.executable, "-m", "nevextract"]
        subprocess.run([*command, "run", ROOT / "samples", "--quiet", "-o", place / "result.json"], check=True)
        page = place / "review.html"
        subprocess.run([*command, "view", place / "result.json", ROOT / "samples", "-o", page], check=True)
        browser = start_browser(place)
        if browser is None:
            print("chromium and chromedriver are needed: sh tests/browser/install.sh", file=sys.stderr)
            return 1
        browser.set_window_size(1360, 860)
        browser.get(page.as_uri())
        browser.execute_script("document.querySelectorAll('.row')[6].click()")
        browser.execute_script("document.querySelector('[data-decision=accepted]').click()")
        browser.save_screenshot(str(ROOT / "docs" / "review.png"))
        browser.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
