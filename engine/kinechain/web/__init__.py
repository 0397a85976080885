"""The web app: HTTP only. Records are in ``store``, conclusions in ``assess``, words of reports in ``report``.

``serve`` starts it, ``settings`` configures it, ``urls`` names every address. A view parses what was sent, asks the
other packages, and gives a page of ``pages`` a few values.
"""
