"""How the words of a denial or an answer point back: "that account", "no such deal", "it"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimex.assembly.linking_meanings import STOP, WORD, meaning

# What a referring noun calls the thing said, and the cues and sources that make such a thing.
_CLASSES = {
    "accusation": (
        "accusation allegation charge claim complaint insinuation suggestion assertion contention"
        " idea notion case",
        r"accus|alleg|charg|claim|blam|complain|suggest|assert|contend|indict|prosecut|sue|court|warn",
    ),
    "account": (
        "account version story tale narrative telling description portrayal characterisation"
        " characterization picture recollection testimony evidence view opinion analysis reading"
        " interpretation logic article",
        r"",
    ),
    "finding": (
        "finding conclusion report study research estimate figure number data result assessment"
        " analysis audit review survey statistic reporting coverage date age toll",
        r"found|find|conclu|report|stud|estimat|show|survey|audit|data|calculat|analys|review|figure|forecast",
    ),
    "explanation": (
        "explanation excuse argument reasoning defence defense justification",
        r"expla|argu|blam",
    ),
    "promise": (
        "promise undertaking pledge assurance commitment guarantee vow",
        r"promis|pledg|vow|assur|accept|commit|would",
    ),
    "statement": (
        "statement remark comment announcement declaration information word answer"
        " admission confession point",
        r"announc|declar|testif|stat|admit|inform|confess|state",
    ),
    "rumour": (
        "rumour rumor speculation talk gossip whisper hearsay",
        r"rumou?r|specul|people|familiar|sources?",
    ),
    "document": (
        "email e-mail letter memo document note message tape recording post tweet text file paper",
        r"writ|wrote|email|e-mail|letter|memo|document|message|post|note|papers?|file|tape",
    ),
    "event": (
        "conversation meeting incident episode exchange encounter call visit payment transfer"
        " transaction",
        r"",
    ),
}  # fmt: skip
_CLASS_OF = {noun: name for name, (nouns, _) in _CLASSES.items() for noun in nouns.split()}
_AFFINITY = {name: re.compile(cues, re.IGNORECASE) for name, (_, cues) in _CLASSES.items() if cues}

_EVALUATION = re.compile(
    r"\b(?:(?:absolutely|completely|entirely|utterly|totally|simply|just|categorically|plainly|pure|"
    r"patently|wholly|demonstrably|complete|total|utter|absolute|outright|sheer|deliberate|malicious|"
    r"mathematically|very|not|n['’]t|never|an?|as|of|is|was|are|were|be|being|to|that)\s+)*"
    r"(?:false|untrue|true|baseless|unfounded|groundless|meritless|nonsense|rubbish|lies?|liars?|lying|lied|"
    r"fictions?|fictitious|fabrications?|fabricated|inventions?|invented|forger(?:y|ies)|forged|fakes?|wrong|"
    r"incorrect|inaccurate|accurate|misleading|absurd|ridiculous|preposterous|ludicrous|garbage|fantas(?:y|ies)|"
    r"fairy[ -]tales?|hoax(?:es)?|smears?|slander(?:ous)?|libel(?:lous)?|defamatory|myths?|bogus|"
    r"without\s+(?:merit|foundation|basis)|unsubstantiated|distortions?|distorted|impossible|laughable|"
    r"unproven|correct|so|right|the\s+case|what\s+happened|the\s+truth|disinformation|propaganda|hogwash|"
    r"(?:did|does|do|has|have|had)(?:n['’]t|\s+not)?\s+"
    r"(?:happen|occur|take\s+place|exist|occurred|happened|taken\s+place|existed)|"
    r"never\s+(?:happened|occurred|took\s+place|existed)|untenable|fanciful|mistaken|misinformed|in\s+error|confused|deluded|"
    r"far[- ]fetched|concocted|cooked\s+up|made\s+up|"
    r"(?:told|tell|telling)\s+(?:\w+\s+)?(?:something|things)\s+untrue|"
    r"bunk|poppycock|balderdash|twaddle|baloney|bullshit|tosh|piffle|nothing\s+of\s+the\s+(?:sort|kind)|"
    r"no\s+such\s+thing(?!\s+as)|ma(?:de|ke|kes|king)\s+(?:it|that|this|(?:the|that|this)\s+\w+)\s+up)\b",
    re.IGNORECASE,
)


_DENYING = re.compile(
    r"den(?:y|ied|ies|ying)|reject|refut|disput|dismiss|rebut|repudiat|contradict|disavow|contest|"
    r"disown|withdr|retract|recant",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"\b(?:confirm|acknowledg|agree|admit|conced|corroborat|verif|back(?:s|ed|ing)? up|bore out|"
    r"echo|concur|grant|own(?:s|ed)? up|second|attest|vouch|support|accept|bears? out|borne out|"
    r"back(?:s|ed)?\b|st(?:ands?|ood) by)",
    re.IGNORECASE,
)
_NOUN = "|".join(sorted((re.escape(noun) for noun in _CLASS_OF), key=len, reverse=True))
_REFERENCE = re.compile(
    rf"(?P<det>\b(?:no\s+such|any\s+such|such|both(?:\s+the|\s+of\s+(?:the|those|these))?|all(?:\s+of)?(?:\s+the|\s+these|\s+those)?|"
    rf"either|each|these|those|this|that|the|an?|any|its|their|his|her)\s+|(?P<owner>(?:[^\W_][\w.&-]*\s+){{0,4}}[^\W_][\w.&-]*)(?:['’]s?|(?<=s)['’])\s+"
    # "Prosecutors say he took bribes, allegations Lund denies."
    rf"|^(?=(?:accusation|allegation|charge|claim|complaint)s$))"
    rf"(?P<mod>(?:[\w-]+\s+){{0,4}}?)(?P<noun>{_NOUN})(?P<plural>e?s)?\b(?!\s+(?:{_NOUN})\b|['’]s)"
    rf"(?P<post>\s+(?:about|over|of|on|regarding|concerning|involving|against|made\s+by|by|from|that)\s+[^.;“”\"]+)?",
    re.IGNORECASE,
)
# "Dismissed the testimony as the revenge of a rival": what it is called states nothing.
_CALLED = re.compile(
    rf"^(\W*(?:the|that|this|these|those|his|her|their|its)\s(?:[\w-]+\s)?(?:{_NOUN})s?)\sas\s.+$",
    re.IGNORECASE | re.DOTALL,
)
# "What the union's describing simply didn't happen"
_WHAT_IS_SAID = re.compile(
    r"^\W*what(?:ever)?\s(?P<owner>(?:[\w.’'-]+\s){1,5}?)(?:(?:is|are|has|have|had)\s)?"
    r"(?:sa(?:ys?|id|ying)|t(?:old|ells|elling)|wr(?:ote|ites?|itten)"
    r"|(?:describ|claim|alleg|suggest|report|assert|print|recount)\w*)\b",
    re.IGNORECASE,
)
_WRONGDOING = re.compile(
    r"^\W*(?:(?:any|all|every|the|his|her|its|their|having|had|doing|done|played|playing|part|in|of|a|"
    r"kind|criminal|personal|anything|legal)\s+)*"
    r"(?:wrongdoing|wrong|involvement|responsibility|liability|guilt|misconduct|fault|blame|"
    r"impropriety|complicity|part|role|malpractice|negligence|corruption|guilty)\W*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^\W*(?:that|it|this|all(?:\s+of\s+(?:it|this|that|them))?|every\s+word(?:\s+of\s+it)?|none\s+of\s+(?:it|this|that)|"
    r"any\s+of\s+(?:it|this|that)|everything|them|these|those|so|either|both|neither|no|they|"
    r"(?:it|that|this)(?:['’]s| is| was)(?:n['’]t| not)?)\W*(?:too|either|all)?\W*$",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|every|everything|none|any)\b", re.IGNORECASE)
_ALSO = re.compile(
    r"\b(?:also|too|likewise|either|as well|similarly|joined|echoed)\b", re.IGNORECASE
)
# "Well, that is false", "Rubbish, darling".
_OPENING = re.compile(
    r"^\W*(?:(?:well|oh|look|no|yes|honestly|frankly|sorry|come on|please)\b[\s,.!]+)+(?=\w)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were)\s(?:going\s|due\s|about\s)?to)\s", re.IGNORECASE
)
_POSSESSED = re.compile(r"['’]s\b")
_POSSESSIVE = re.compile(r"\w+['’]s\b")
_NOT_THE_CASE = re.compile(
    r"\snot\s(?:[\w]+\s)?the\scase\b|(?<=n['’]t)\sthe\scase\b", re.IGNORECASE
)
_ADDRESSED = re.compile(r"\s*,\s[^\W\d]+\W*")
# "The number of clips" is an amount, "a case of fraud" a thing: neither was said.
_COUNTED = re.compile(r"(?:number|case)s?\sof\b", re.IGNORECASE)
# "The story was tripe", "the finding worthless": this many words after the noun only judge it.
_JUDGED = 4
_QUOTED = re.compile(r"[“\"‘][^“”\"]*(?:[”\"’]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a denial points at.

    ``noun`` is the class of the referring noun ("" for a pronoun or an interjection), ``word`` its
    meaning, ``owner`` the
    words for whose saying it is, ``modifiers`` the meanings of the words that narrow it; ``many``
    is 0 for one thing, 2 for "both", 9 for "all of it"; ``near`` whether it points at what was said
    just before ("that", "this"); ``own`` whether it is what the denier is charged with
    ("wrongdoing").
    """

    noun: str = ""
    word: str = ""
    near: bool = False
    owner: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    many: int = 0
    own: bool = False


def denies(cue: str) -> bool:
    """Whether the negation is in the cue, so that the words beside it state what is denied."""
    return _DENYING.search(cue) is not None


def confirms(cue: str) -> bool:
    """Whether a cue says that its source grants what another has said."""
    return _CONFIRMS.search(cue) is not None


def affine(noun: str, words: str) -> bool:
    """Whether a cue or source in these words makes the kind of thing that the noun names."""
    pattern = _AFFINITY.get(noun)
    # "The prosecutor's own expert" does not prosecute.
    return pattern is not None and pattern.search(_POSSESSIVE.sub("", words)) is not None


def exclaims(words: str) -> bool:
    """Whether words begin by calling something untrue: "Nonsense. You were not there"."""
    called = _EVALUATION.match(words.lstrip(" “”‘\"'"))
    return called is not None and words[called.end() : called.end() + 1] in (".", "!", ",")


def foretells(words: str) -> bool:
    """Whether words tell of what is still to come: "would be signed", "is to merge"."""
    return _FUTURE.search(words) is not None


def says_also(words: str) -> bool:
    """Whether these words put a speaker beside the one before: "also", "too", "joined in"."""
    return _ALSO.search(words) is not None


_FIRST_END = re.compile(r"[.!?](?=[\s”\"’])|,(?= (?:since|because|saying|adding)\b)")


def first_sentence(words: str) -> str:
    """The first sentence, with what follows a bare exclamation: "Rubbish. Every word of it"."""
    match = _FIRST_END.search(words)
    return words if match is None or match.end() < 12 else words[: match.end()]


@lru_cache(maxsize=4096)
def reference(words: str) -> Reference | None:
    """How a denial's words point back; None where they state a proposition themselves."""
    if _WRONGDOING.match(words):
        return Reference(noun="accusation", word="wrongdoing", many=9, own=True)
    if said := _WHAT_IS_SAID.match(words):
        return Reference(noun="account", owner=_meanings(_POSSESSED.sub("", said["owner"])))
    plain = _QUOTED.sub(" ", words) if not words.lstrip().startswith(("“", '"')) else words
    if not re.search(r"\w", plain):
        plain = words
    plain = _CALLED.sub(r"\1", plain)
    plain = _NOT_THE_CASE.sub(" untrue", _OPENING.sub("", plain))
    match = _REFERENCE.search(plain)
    if match is not None and not _COUNTED.match(plain, match.start("noun")):
        noun = match["noun"].casefold()
        before, after = plain[: match.start()], plain[match.end() :].lstrip()
        called = _EVALUATION.match(after) is not None
        judged = not before.strip() and (called or len(after.split()) <= _JUDGED)
        rest = _EVALUATION.sub(" ", f"{before} {after}")
        if judged or _CLASS_OF[noun] == "accusation" or not _carries(rest):
            narrowing = f"{match['mod'] or ''} {match['post'] or ''} {after if called else ''}"
            many = 0
            determiner = (match["det"] or "").casefold()
            if determiner.startswith(("both", "either")):
                many = 2
            elif (
                match["plural"]
                or noun == "case"
                or determiner.startswith(("all", "these", "those", "each"))
            ):
                many = 9
            return Reference(
                noun=_CLASS_OF[noun],
                word=meaning(noun),
                near=determiner.startswith(("that", "this")),
                owner=_meanings(match["owner"] or ""),
                modifiers=_meanings(_EVALUATION.sub(" ", narrowing)),
                many=many,
            )
    bare = _EVALUATION.sub(" ", plain)
    if not _carries(bare) or _PRONOUN.match(bare) or _ADDRESSED.fullmatch(bare):
        return Reference(many=9 if _ALL.search(plain) else 0, near=True)
    return None


def noun_before(words: str) -> Reference | None:
    """The last noun in these words that a bare "all of it" may take up: "read her the charges"."""
    found = None
    for match in _REFERENCE.finditer(words):
        found = match
    if found is None:
        return None
    return Reference(noun=_CLASS_OF[found["noun"].casefold()], many=9 if found["plural"] else 0)


_LIGHT = frozenset(
    "give gave given make made issue issued utter uttered ever simply flatly".split()
)


def without_judgement(words: str) -> str:
    """The words without what calls something untrue, and without what is quoted."""
    return _EVALUATION.sub(" ", _QUOTED.sub(" ", words))


def _carries(words: str) -> bool:
    """Whether words carry a proposition: anything but pronouns and function words."""
    return any(
        (folded := word.casefold()) not in STOP and folded not in _LIGHT
        for word in WORD.findall(words)
    )


def _meanings(words: str) -> frozenset[str]:
    return frozenset(
        meaning(word.casefold()) for word in WORD.findall(words) if word.casefold() not in STOP
    )
