"""Documents: one model of what a document says, and its web page, PDF and Word file made from it."""
