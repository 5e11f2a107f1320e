"""The rules engine: cues from the lexicon, and the grammar around them, in plain code.

tokens.py         words and their classes, from closed lists and shape
quotes.py         where quotations start and end, over sentences and paragraphs
labels.py         speaker labels of transcripts and headlines
units.py          a sentence (or more, where a quotation joins them) as tokens
phrases.py        subjects and noun phrases around a token
said.py           one attribution: source, cue, places of what is said
attribution.py    cue verbs and their sources
complements.py    what follows a cue verb
contents.py       where what is said stands, and where it ends
according.py      "according to X"
frames.py         attributions by nouns, phrases and labels
proxies.py        whom a lawyer or spokesman speaks for
denial.py         cues that deny
contradiction.py  words that deny
agreement.py      deals, from the words around their noun
parties.py        who is party to them, and who signs
silence.py        who did not respond
engine.py         the order in which these run
"""

from claimex.engines.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
