"""Reports: what a page says, said once for all formats, and how each format draws it.

``view`` turns an assessment into a page of blocks that holds every word a reader sees. ``html``, ``pdf``,
``markdown`` and ``terminal`` only draw those blocks, so that all formats make the same statements in the same
order. ``machine`` is the assessment itself as JSON.
"""
