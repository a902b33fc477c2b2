"""A preview of single records in the theme of the site, made anew when a file is saved.

`serving` answers the browser, `showing` says what is to be said, `framing` puts the theme around
it; the pages themselves come from `casebook.proofing`. Lists, search and data files are left out.
"""
