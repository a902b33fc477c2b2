"""Hastens MkDocs 1.6.1: several processes, and what came of unchanged pages is not made again.

Taken in with one line of mkdocs.yml, and gone without it; the site is the same, byte for byte:

    hooks:
      - src/mkdocs_swift/hook.py

MkDocs itself runs: its `build`, every event in its order, every warning in its turn, its exit
status. Five of its functions are replaced while a build goes on (`seams`): what it does for each
page, one after the other, is done for all pages when it comes to the first one.

    reading     Markdown to HTML, titles, anchors: for pages whose text, link targets or what
                they are made with changed, in forked processes; put into the store
    rendering   HTML of whole pages: where what was read, the templates, the settings or the
                navigation changed, or where the file on the disk is not the one written before
    site        the folder of the site is not emptied first; what is not of this build goes

The content of pages stays on the disk (`store`, `page`) and is fetched when somebody asks, so that
memory does not grow with the text of a site.

It stays out of the way (`fitness`), and says so once, on another version of MkDocs, where processes
cannot fork, and where a plugin handles events of single pages and does not promise, by a function
`swift_page_key`, to treat each alone. Builds with --dirty are left to MkDocs. The variable
MKDOCS_SWIFT of the environment is the switch: `off` leaves everything to MkDocs, `fresh` uses
processes and keeps nothing. The cache is in `.cache/mkdocs_swift/` beside mkdocs.yml and may be
removed at any time.
"""
