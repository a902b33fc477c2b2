"""Views and searches of the SQLite file: the questions that are asked most."""

from typing import Final

VIEWS: Final = (
    # Whom a court found guilty of what: never those who are said to have harmed a subject.
    """
    CREATE VIEW convictions AS
    SELECT "case", name, kind, article, part, offence, convicted_date,
           convicted_date_earliest, convicted_date_latest, sentence, term_states, terms_as_of,
           state, state_label, claim, state_basis, inferred, doubts, as_of, sources, page
    FROM charges WHERE against = 'subject' AND guilt = 'found'
    """,
    # As of a date in each row, never of today.
    """
    CREATE VIEW restrictions_in_force AS
    SELECT "case", name, kind, restriction, restriction_label, since, until, basis, status_as_of,
           as_of, claim, inferred, doubts, sources, page
    FROM restrictions WHERE status = 'in-force'
    """,
    """
    CREATE VIEW refusals AS
    SELECT "case", name, way_out, result, grounds, grounds_label, event_date, text, as_of,
           claim, inferred, doubts, sources, page
    FROM ways_out WHERE result IN ('refused', 'refusal-upheld')
    """,
    # Who recognised whom, beside where the subject was when the sources last knew.
    """
    CREATE VIEW recognitions AS
    SELECT d."case", d.name, d.designation, d.designation_label, d."by", d.by_names, d.event_date,
           d.as_of, c.liberty, c.liberty_label, c.liberty_as_of, c.liberty_basis,
           c.liberty_certain, d.claim, d.inferred, d.doubts, d.sources, d.page
    FROM designations d JOIN cases c USING ("case") WHERE d.withdrawn_by IS NULL
    """,
    # Each death with each proceeding about harm; without one, none is known here.
    """
    CREATE VIEW deaths AS
    SELECT h."case", h.name, h.event_date, h.claim, h.text, p.title AS proceeding_about_harm,
           p.accused, p.state_label, p.as_of AS proceeding_as_of, h.as_of, h.inferred, h.doubts,
           h.sources, h.page
    FROM harm h LEFT JOIN proceedings p ON p."case" = h."case" AND p.against = 'others'
    WHERE EXISTS (SELECT 1 FROM json_each(h.kinds) WHERE value = 'death')
    """,
    """
    CREATE VIEW figures AS
    SELECT statistic, title, measure, period, value_kind, value, high, unit, partial, of_which,
           attributed_to, not_comparable_with, as_of, sources, page
    FROM statistics
    """,
)
_LETTERS: Final = "unicode61 remove_diacritics 2"
SEARCHES: Final = (
    f"""
    CREATE VIRTUAL TABLE cases_search USING fts5(
        name, names, summary, content='cases', tokenize='{_LETTERS}')
    """,
    "INSERT INTO cases_search (cases_search) VALUES ('rebuild')",
    f"""
    CREATE VIRTUAL TABLE events_search USING fts5(
        name, text, content='events', tokenize='{_LETTERS}')
    """,
    "INSERT INTO events_search (events_search) VALUES ('rebuild')",
)
