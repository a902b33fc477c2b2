"""The Casebook: from records in YAML to pages and data files.

1. read   every file of `data/` becomes values that keep their places (`source`, `reading`)
2. link   references between records are resolved both ways (`library`, `links`)
3. fold   each timeline is played into states, as of a date (`fold`)
4. check  what cannot be true or is not sourced becomes a problem with a mend (`checks`)
5. render records become Markdown pages and data exports (`pages`, `exports`, `schemas`)
6. write  files that changed reach the disk, stale ones leave it (`build`, `writing`, `cli`)
"""

__version__ = "0.1.0"
