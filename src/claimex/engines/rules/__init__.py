"""The rules engine: cues from the lexicon, and the grammar around them, in plain code.

tokens.py      words and their classes, from closed lists and shape
quotes.py      where quotations start and end, over sentences and paragraphs
units.py       a sentence (or more, where a quotation joins them) as tokens
phrases.py     subjects, noun phrases and clause ends around a token
attribution.py source, cue and content of what is said
denial.py      which of it denies something
agreement.py   deals, their parties, status and date
silence.py     who did not respond
engine.py      the order in which these run
"""

from claimex.engines.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
