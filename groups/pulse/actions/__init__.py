"""What can be done about a trust pulse: open it, settle the floor, follow its count, note what was agreed."""

from groups.pulse.actions.confidence import close_item
from groups.pulse.actions.following import follow
from groups.pulse.actions.opening import open_if_due, open_pulse
from groups.pulse.actions.settings import settle_floor

__all__ = ["close_item", "follow", "open_if_due", "open_pulse", "settle_floor"]
