"""Lists to work through, made of a declaration.

An app declares columns, filters and orders (`kolommen.Lijst`, `filters.Lijstfilter`), and gets from it: the page with
its chips and its place in the address, saved views, columns of one's own, and the export of exactly that list. Who may
see a row is said by the QuerySet alone (`zichtbaar_voor`), for the page and the export alike.
"""
