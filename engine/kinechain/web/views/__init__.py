"""The pages: each parses what was sent, asks the other packages, and fills a page."""
