"""Versioned prompts: files that never change once released, found, rendered, compared and checked.

A prompt is ``<name>/v<N>.md``, front matter and a Jinja2 template of named blocks, with its
few-shot examples beside it in ``v<N>.examples.jsonl``. An audit has its questions' examples in
``v<N>.questions.jsonl``. ``prompts.lock`` pins the SHA-256 of each.
The idea is that of spacy-llm's versioned templates.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from claimex.engines.model.exchange import Message
from claimex.engines.model.wire import WIRE_VERSION, describe
from claimex.engines.prompt_questions import Question, Turn, parse_turns
from claimex.errors import ConfigError
from claimex.schema import PromptRef

if TYPE_CHECKING:
    import jinja2

Strategy = Literal["guided", "audited", "open"]
PathLike = str | os.PathLike[str]

_FILE = re.compile(r"v([1-9]\d*)\.md")
SPEC = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)(?:@v(?P<version>[1-9]\d*))?")
_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_BLOCKS: Mapping[Strategy, tuple[str, ...]] = {
    "guided": ("system", "article", "again"),
    "audited": (
        *("system", "article", "again", "contact_system", "contact", "reply_system", "reply"),
        *("telling_system", "telling"),
    ),
    "open": ("system", "article", "audit", "again"),
}


class _Front(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    version: int
    strategy: Strategy
    wire: int


class ShownCue(BaseModel):
    """A cue as a prompt shows it: its sentence, its words, and who says what by the rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    s: int
    cue: str
    who: str = ""
    what: str = ""


class Example(BaseModel):
    """One few-shot article with the rows that the model should answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    published: date | None = None
    sentences: tuple[str, ...] = Field(min_length=1)
    cues: tuple[ShownCue, ...] = ()
    rows: tuple[dict[str, JsonValue], ...]

    def article(self) -> Article:
        """The example as the article that the prompt shows."""
        return Article(
            title=self.title,
            published=self.published,
            sentences=tuple(enumerate(self.sentences, 1)),
            cues=self.cues,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a prompt's ``article`` block shows: numbered sentences and the context around them.

    ``names`` are full names that stand earlier in the document, ``before`` the sentences just
    before the first one shown; ``cues`` the rows to fill.
    """

    sentences: Sequence[tuple[int, str]]
    title: str | None = None
    published: date | None = None
    names: Sequence[str] = ()
    before: Sequence[str] = ()
    cues: Sequence[ShownCue] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One version of a prompt; ``sha256`` is of the template and its examples.

    ``turns`` are the examples of an audit's questions, () for prompts without one.
    """

    name: str
    version: int
    strategy: Strategy
    wire: int
    path: Path
    text: str
    examples: tuple[Example, ...]
    turns: tuple[Turn, ...]
    sha256: str
    template: jinja2.Template

    @property
    def spec(self) -> str:
        """``name@vN``, as it is asked for."""
        return f"{self.name}@v{self.version}"

    @property
    def ref(self) -> PromptRef:
        """What goes into the provenance."""
        return PromptRef(name=self.name, version=f"v{self.version}", sha256=self.sha256)

    def opening(self) -> tuple[Message, ...]:
        """The messages before the article, the same for every document."""
        messages = [Message("system", self._block("system", {}))]
        for example in self.examples:
            messages.append(Message("user", self.article(example.article())))
            messages.append(Message("assistant", compact({"rows": list(example.rows)})))
        return tuple(messages)

    def article(self, article: Article) -> str:
        """The user's message for one chunk."""
        return self._block("article", _shown(article))

    def audit(self, article: Article) -> str:
        """The user's message that asks once more for sentences with uncovered cues."""
        return self._block("audit", _shown(article))

    def asked(self, question: Question) -> tuple[Message, ...]:
        """The messages of one question of an audit: its examples are turns of the chat.

        With the same examples in the system message, a model of 1.5 billion parameters took every
        seventh sentence for a rejection.
        """
        messages = [Message("system", self._block(f"{question.ask}_system", {}))]
        for turn in self.turns:
            if turn.ask == question.ask:
                answer = compact({"rows": [{"who": turn.who, "view": turn.view}]})
                messages.append(Message("user", self._asked(turn)))
                messages.append(Message("assistant", answer))
        return (*messages, Message("user", self._asked(question)))

    def _asked(self, question: Question) -> str:
        fields = ("sentence", "before", "claim", "claimed_by")
        shown = {name: _fenced(getattr(question, name)) for name in fields}
        return self._block(question.ask, shown)

    def again(self, problem: str) -> str:
        """What a re-ask adds to the user's message."""
        return self._block("again", {"problem": problem})

    def _block(self, name: str, values: dict[str, Any]) -> str:
        import jinja2

        try:
            context = self.template.new_context(values)
            return "".join(self.template.blocks[name](context)).strip()
        except jinja2.TemplateError as error:
            raise ConfigError(f"the prompt {self.path} cannot be rendered: {error}") from error


def compact(answer: JsonValue | Mapping[str, Any]) -> str:
    """JSON in the form that costs the fewest tokens."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _shown(article: Article) -> dict[str, Any]:
    return {
        "title": _fenced(article.title) if article.title else None,
        "published": article.published.isoformat() if article.published else None,
        "names": [_fenced(name) for name in article.names],
        "before": [_fenced(sentence) for sentence in article.before],
        "sentences": [(number, _fenced(sentence)) for number, sentence in article.sentences],
        "cues": [
            ShownCue(s=c.s, cue=_fenced(c.cue), who=_fenced(c.who), what=_fenced(c.what))
            for c in article.cues
        ],
    }


_SPACE = re.compile(r"\s+")
# What could close the fence around the article, or open a turn of the chat in a model's own marks.
_MARKUP = re.compile(r"<(?=/?\s*article\b|\|)|\[(?=/?INST\])", re.IGNORECASE)


def _fenced(text: str) -> str:
    """One line of the article as data: nothing in it can end the fence that stands around it."""
    return _MARKUP.sub(lambda m: m.group() + " ", _SPACE.sub(" ", text).strip())


def default_directory() -> Path:
    """The prompts of this installation: the repository's in a checkout, else the package's."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "prompts"
    return packaged if packaged.is_dir() else package.parents[1] / "prompts"


def list_prompts(directory: PathLike | None = None) -> tuple[Prompt, ...]:
    """Every prompt of a directory, by name and version. Raises ConfigError for a broken one."""
    root = directory_of(directory)
    found = [
        _load(path)
        for path in root.glob("*/v*.md")
        if _FILE.fullmatch(path.name) and path.is_file()
    ]
    return tuple(sorted(found, key=lambda p: (p.name, p.version)))


def load_prompt(spec: str, directory: PathLike | None = None) -> Prompt:
    """The prompt ``name@vN``, or the highest version of ``name``.

    Raises ConfigError where the directory has no such prompt (the message lists what it has), or
    where its files are broken.
    """
    root = directory_of(directory)
    asked = SPEC.fullmatch(spec)
    if asked is None:
        raise ConfigError(f"{spec!r} names no prompt; write it as NAME or NAME@v1")
    versions = {
        int(match[1]): path
        for path in (root / asked["name"]).glob("v*.md")
        if (match := _FILE.fullmatch(path.name))
    }
    number = int(asked["version"]) if asked["version"] else max(versions, default=0)
    if number not in versions:
        known = ", ".join(p.spec for p in list_prompts(root)) or "none"
        raise ConfigError(f"there is no prompt {spec!r} in {root}; it has {known}")
    return _load(versions[number])


def diff_prompts(a: str, b: str, directory: PathLike | None = None) -> str:
    """What changed between two prompts, template and examples, as a unified diff, "" for none."""
    old, new = load_prompt(a, directory), load_prompt(b, directory)
    lines: list[str] = []
    beside = ((each(old.path), each(new.path)) for each in (_examples_of, _questions_of))
    for before, after in ((old.path, new.path), *beside):
        lines += difflib.unified_diff(
            _lines(before), _lines(after), f"{old.name}/{before.name}", f"{new.name}/{after.name}"
        )
    return "".join(lines)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []


def directory_of(directory: PathLike | None) -> Path:
    """The directory itself, None the default one; raises ConfigError where there is none."""
    root = Path(directory) if directory is not None else default_directory()
    if not root.is_dir():
        raise ConfigError(f"there is no directory of prompts at {root}")
    return root


def _examples_of(path: Path) -> Path:
    return path.with_name(path.stem + ".examples.jsonl")


def _questions_of(path: Path) -> Path:
    return path.with_name(path.stem + ".questions.jsonl")


def _load(path: Path) -> Prompt:
    files = (path, _examples_of(path), _questions_of(path))
    try:
        stamp = tuple(f.stat().st_mtime_ns if f is path or f.exists() else 0 for f in files)
        return _loaded(path.resolve(), stamp)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the prompt {path} cannot be read: {error}") from error


@cache
def _loaded(path: Path, stamp: tuple[int, ...]) -> Prompt:
    """The prompt of a file; ``stamp`` makes a changed file a new entry."""
    import jinja2
    import jinja2.sandbox
    import yaml

    raw = path.read_bytes()
    beside = _examples_of(path)
    raw_examples = beside.read_bytes() if beside.exists() else b""
    questions = _questions_of(path)
    raw_turns = questions.read_bytes() if questions.exists() else b""
    text = raw.decode("utf-8")
    front = _FRONT.match(text)
    if front is None:
        raise ConfigError(f"the prompt {path} does not begin with front matter between '---' lines")
    try:
        meta = _Front.model_validate(yaml.safe_load(front[1]))
    except yaml.YAMLError as error:
        raise ConfigError(f"the front matter of {path} is not YAML: {error}") from error
    except ValidationError as error:
        raise ConfigError(f"the front matter of {path} is wrong: {describe(error)}") from error
    if (meta.name, f"v{meta.version}") != (path.parent.name, path.stem):
        raise ConfigError(f"the front matter of {path} says {meta.name}@v{meta.version}")
    if meta.wire != WIRE_VERSION:
        raise ConfigError(f"{path} is written for wire schema {meta.wire}, this is {WIRE_VERSION}")
    environment = jinja2.sandbox.SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        template = environment.from_string(text[front.end() :])
    except jinja2.TemplateError as error:
        raise ConfigError(f"the prompt {path} is no Jinja2 template: {error}") from error
    if missing := [block for block in _BLOCKS[meta.strategy] if block not in template.blocks]:
        raise ConfigError(f"the prompt {path} lacks the block {', '.join(missing)}")
    return Prompt(
        name=meta.name,
        version=meta.version,
        strategy=meta.strategy,
        wire=meta.wire,
        path=path,
        text=text,
        examples=_parsed_examples(beside, raw_examples.decode("utf-8")),
        turns=parse_turns(questions, raw_turns.decode("utf-8")),
        sha256=hashlib.sha256(
            b"\0".join((raw, raw_examples, raw_turns) if raw_turns else (raw, raw_examples))
        ).hexdigest(),
        template=template,
    )


def _parsed_examples(path: Path, text: str) -> tuple[Example, ...]:
    examples: list[Example] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            examples.append(Example.model_validate_json(line))
        except ValidationError as error:
            raise ConfigError(f"{path}, line {number}: {describe(error)}") from error
    return tuple(examples)
