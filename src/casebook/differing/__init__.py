"""What changed in the record, in plain language: two forms of records in, typed changes out.

It compares what records say and where their subjects stand, never lines of text: a file that is
only written differently has not changed. Nothing here reads files, runs git or knows the time.
"""
