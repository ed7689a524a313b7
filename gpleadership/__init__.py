"""The composition layer: settings, addresses, tasks and what joins the three apps."""
