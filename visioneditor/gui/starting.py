"""How a start goes, two ways at once until they meet in the first paint.

A child of this process opens the repository, reads the document and compares, which takes as long as loading Qt and
building the window; this process does that meanwhile, and puts what the child found into the window (`ahead`). What the
first paint can do without comes after it (`desks.starting_desk`).

Each millisecond here is waited for: this module and what it imports know nothing of Qt, Qt is loaded without what only
explains wrong calls (`qt_loading`), and garbage is not looked for until the window stands.
"""

import gc

from visioneditor.gui.ahead import Ahead
from visioneditor.gui.displays import choose_platform
from visioneditor.services.window_request import WindowRequest


def start(request: WindowRequest) -> int:
    """Open the window as asked and stay until it is closed; answers with the exit status."""
    is_trial = request.smoke_test is not None
    opens_nothing = is_trial or request.merge is not None
    choose_platform(is_unattended=is_trial or request.screenshot is not None)
    gc.disable()  # much is made now, and nothing goes
    ahead = Ahead() if opens_nothing else Ahead.begin(request)
    from visioneditor.gui import qt_loading  # noqa: F401, I001 - first, for what is imported after it
    from visioneditor.gui import app

    return app.run(request, ahead)
