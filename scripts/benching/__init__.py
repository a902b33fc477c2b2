"""What `make bench` is made of: worlds to build, builds to time, others to compare with.

`worlds` puts up a repository with invented or real records, `building` takes it through our own
stages, `others` through other programs, `waiting` saves a record and waits for its page.
`processes` runs and measures all of them. `results` holds the figures; `goals`, `tables` and
`chart` say what they mean.
"""
