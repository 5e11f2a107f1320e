"""The rules engine: cues from the lexicon, and the grammar around them, in plain code.

tokens             words and their classes, from closed lists and shape
quotes             where quotations start and end, over sentences and paragraphs
labels             speaker labels of transcripts and headlines
units              a sentence (or more, where a quotation joins them) as tokens
phrases, subjects  noun phrases and the subjects of verbs
places             trimming places to the words that an annotator would mark
said               one attribution: source, cue, places of what is said
attribution        cue verbs and their sources
complements        what follows a cue verb
limits             where what is said ends
contents           where what is said stands
according          "according to X"
frames             attributions by nouns, phrases and labels
proxies            whom a lawyer or spokesman speaks for
judging            what an attribution comes to: claims, denials or nothing
denial, naming     cues that deny, and cues that call something false
contradiction      words that deny, by the patterns of denial_patterns
deals              deals from the words around their noun; deal_verbs: by a verb alone
deal_terms         what kind of deal, how far it has come, its name and date
parties            who is party to a deal, and who signs
silence            who did not respond, by the patterns of silence_patterns
engine             the order in which these run
"""

from claimex.engines.rules.engine import RulesEngine

__all__ = ["RulesEngine"]
