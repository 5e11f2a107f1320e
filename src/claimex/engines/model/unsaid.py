"""Statements without a word of saying: questions about the sentences that nothing was read in.

The rules read what a cue word tells. A sentence without one may still reject a claim ("That was
news to the miners"), tell of a call in vain ("The phone rang out all week") or give somebody's
view. A model is asked about each such sentence, one small question after the other; which questions
are asked, and what an answer may come to, rules decide, since a small model finds a view anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from claimex.draft import Draft, Place, Reading, Words
from claimex.engines.cues import lexicon
from claimex.engines.model.exchange import Ask, Reply
from claimex.engines.model.reading import words_near
from claimex.engines.model.wire import Verdict, describe, verdict_schema
from claimex.engines.prompt_questions import NOBODY, VIEWS, Question
from claimex.engines.prompts import Prompt
from claimex.engines.rules.places import trim
from claimex.engines.rules.tokens import tokenize
from claimex.schema import Failure, Kind, Range, Usage
from claimex.text.document import Document, Sentence

Audit = Generator[list[Ask], list[Reply], Reading]

_ANSWER_TOKENS = 80
# A claim this many sentences before may be what a sentence rejects.
_BACK = 2
_FEWEST_WORDS = 5
# Who a sentence speaks of takes no more tokens at its beginning.
_LONGEST_OPENING = 5
# Where none of these stands, nobody was asked.
_CONTACT = re.compile(
    r"\b(?:calls?|called|phones?|telephone|rang|letters?|e-?mails?|doors?|microphones?|asked"
    r"|questions?|messages?|counsel|reporters?|not a (?:word|line)|this (?:news)?paper|comment)\b",
    re.IGNORECASE,
)
# A refusal or a verdict of a court rejects no claim.
_REFUSING = re.compile(
    r"\b(?:denied|rejected|refused|turned down|declined|accused|cleared|voted)\b", re.IGNORECASE
)
# Verbs by which rules attribute only beside a quotation or to a finder: they may stand here.
_LOOSE = frozenset(("quote", "find", "think"))
_KIND: dict[tuple[str, str], Kind] = {
    ("contact", "no answer"): "non_response",
    ("reply", "rejects"): "denial",
    ("telling", "tells"): "claim",
    ("telling", "deal"): "agreement",
}
_AND = re.compile(r",? and |, ")


def audited(document: Document, read: Reading, prompt: Prompt) -> Audit:
    """Ask about the sentences in which nothing was read; what was read and what they come to."""
    session = _Session(document, read)
    waiting = session.questions()
    while waiting:
        # Like questions together: a server keeps what a request has in common with the last one.
        ask = next(each for each in VIEWS if any(question.ask == each for _, question in waiting))
        now = [asked for asked in waiting if asked[1].ask == ask]
        replies = yield [_ask(prompt, question) for _, question in now]
        follows = (
            session.take(sentence, question, reply)
            for (sentence, question), reply in zip(now, replies, strict=True)
        )
        waiting = [asked for asked in waiting if asked[1].ask != ask]
        waiting += [follow for follow in follows if follow is not None]
    return session.result()


def _ask(prompt: Prompt, question: Question) -> Ask:
    return Ask(
        messages=prompt.asked(question),
        schema=verdict_schema(VIEWS[question.ask]),
        max_tokens=_ANSWER_TOKENS,
    )


Asked = tuple[Sentence, Question]


@dataclass(slots=True)
class _Session:
    document: Document
    read: Reading
    _claims: dict[int, Draft] = field(init=False)
    _found: list[Draft] = field(default_factory=list)
    _failures: list[Failure] = field(default_factory=list)
    _usage: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        # The last claim that ends in a sentence, by its number.
        self._claims = {max(d.sentences): d for d in self.read.drafts if d.kind == "claim"}

    def questions(self) -> list[Asked]:
        """The first question about each sentence that may hold something unsaid."""
        covered = _covered(self.document, self.read.drafts)
        unread = (s for s in self.document.sentences if s.number not in covered)
        asked = ((s, self._next(s, None)) for s in unread if _may_tell(self._words(s)))
        return [(s, question) for s, question in asked if question is not None]

    def take(self, sentence: Sentence, question: Question, reply: Reply) -> Asked | None:
        """Keep what an answer comes to; the next question about its sentence, if any."""
        self._usage += reply.usage
        if reply.error is not None or reply.trouble is not None:
            reason = "transport" if reply.trouble is None else reply.trouble.reason
            why = str(reply.error) if reply.trouble is None else reply.trouble.message
            self._fail(sentence, Failure(reason=reason, message=why))
            return None
        try:
            verdict = Verdict.model_validate(reply.rows[0] if reply.rows else None)
        except ValidationError as error:
            self._fail(sentence, Failure(reason="invalid", message=describe(error)))
            return None
        kind = _KIND.get((question.ask, verdict.view))
        if kind is not None:
            draft = self._draft(kind, sentence, question, verdict)
            if draft is not None:
                self._found.append(draft)
            return None
        follow = self._next(sentence, question)
        return None if follow is None else (sentence, follow)

    def result(self) -> Reading:
        """What was read before and what the questions found."""
        return replace(
            self.read,
            drafts=(*self.read.drafts, *self._found),
            failures=(*self.read.failures, *self._failures),
            usage=self.read.usage + self._usage,
        )

    def _fail(self, sentence: Sentence, failure: Failure) -> None:
        span = self.document.span(sentence.start, sentence.end)
        chunk = Range(start=span.start, end=span.end)
        self._failures.append(failure.model_copy(update={"chunk": chunk}))

    def _words(self, sentence: Sentence) -> str:
        return self.document.text[sentence.start : sentence.end]

    def _next(self, sentence: Sentence, last: Question | None) -> Question | None:
        """The question after the last one: was somebody asked, is a claim rejected, whose view."""
        words = self._words(sentence)
        if last is None and _CONTACT.search(words):
            return Question(ask="contact", sentence=words)
        if last is None or last.ask == "contact":
            claim = self._claim_before(sentence)
            if claim is not None:
                said = " ".join(part.text for part in claim.evidence)
                by = claim.source.text if claim.source else "somebody"
                return Question(ask="reply", sentence=words, claim=said, claimed_by=by)
        if last is not None and last.ask == "telling":
            return None
        return Question(ask="telling", sentence=words, before=self._before(sentence))

    def _claim_before(self, sentence: Sentence) -> Draft | None:
        near = (self._claims.get(sentence.number - back) for back in range(1, _BACK + 1))
        return next((claim for claim in near if claim is not None), None)

    def _before(self, sentence: Sentence) -> str:
        return " ".join(
            self._words(s)
            for s in self.document.sentences[max(0, sentence.number - 1 - _BACK) :]
            if s.number < sentence.number and s.paragraph >= sentence.paragraph - 1
        )

    def _draft(
        self, kind: Kind, sentence: Sentence, question: Question, verdict: Verdict
    ) -> Draft | None:
        text = self.document.text
        whole = trim(text, (sentence.start, sentence.end))
        who = self._who(sentence, question, verdict.who)
        if whole is None or who is None:
            return None
        words = Words(text=text[slice(*whole)], place=whole)
        draft = Draft(kind=kind, sentences=(sentence.number,), cue=words)
        if kind == "agreement":
            parties = tuple(words_near(text, part, whole) for part in _AND.split(who.text))
            return replace(draft, evidence=(words,), parties=parties, status="reported")
        if kind == "non_response":
            return replace(draft, source=who, manner="no_response")
        return replace(draft, source=who, evidence=(words,))

    def _who(self, sentence: Sentence, question: Question, named: str) -> Words | None:
        """Who is meant, by words of the sentence; who made the claim does not reject it."""
        whole = (sentence.start, sentence.end)
        found = words_near(self.document.text, named, whole)
        own = question.ask == "reply" and named.casefold() in question.claimed_by.casefold()
        if found.place is not None and named != NOBODY and not own:
            return found
        return _opening(self.document.text, whole)


def _covered(document: Document, drafts: Iterable[Draft]) -> set[int]:
    """The numbers of the sentences that something was read in."""
    covered: set[int] = set()
    for draft in drafts:
        covered.update(draft.sentences)
        for words in (draft.cue, *draft.evidence):
            if words.place is not None:
                first = document.sentence_at(words.place[0]).number
                last = document.sentence_at(max(words.place[0], words.place[1] - 1)).number
                covered.update(range(first, last + 1))
    return covered


def _may_tell(words: str) -> bool:
    """Whether a sentence may hold something unsaid: it is none that rules have judged."""
    if words.rstrip("”\" '’").endswith("?"):
        return False
    if len(words.split()) < _FEWEST_WORDS or _REFUSING.search(words):
        return False
    cues = lexicon()
    tokens = tokenize(words, 0, len(words))
    return not any(
        word in cues.verbs and word not in cues.noun_like and not cues.verbs[word].frames <= _LOOSE
        for word in tokens.words
    )


def _opening(text: str, sentence: Place) -> Words | None:
    """The words that open a sentence, up to its verb: who it speaks of."""
    tokens = tokenize(text, *sentence)
    verb = next((n for n, tag in enumerate(tokens.tags) if tag in "VXE,"), 0)
    if not 0 < verb <= _LONGEST_OPENING:
        return None
    place = tokens.starts[0], tokens.ends[verb - 1]
    return Words(text=text[slice(*place)], place=place)
