"""Prompts are versioned files that render, ground and never change once released."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimex.engines.prompt_checks import check_prompts, lock_text
from claimex.engines.prompts import (
    Article,
    ShownCue,
    default_directory,
    diff_prompts,
    list_prompts,
    load_prompt,
)
from claimex.errors import ConfigError

FRONT = "---\nname: mine\nversion: {}\nstrategy: guided\nwire: 1\n---\n"
BODY = (
    "{% block system %}Read.{% endblock %}"
    "{% block article %}{{ title }}|{% for n, s in sentences %}[{{ n }}] {{ s }}{% endfor %}"
    "{% endblock %}{% block again %}No: {{ problem }}{% endblock %}"
)
EXAMPLE = {
    "sentences": ["Ada said it rains."],
    "cues": [{"s": 1, "cue": "said", "who": "Ada", "what": "it rains"}],
    "rows": [
        {"kind": "claim", "s": 1, "cue": "said", "source": "Ada", "content": "It rains."},
    ],
}


def write(root: Path, version: int = 1, body: str = BODY, *examples: object) -> Path:
    folder = root / "mine"
    folder.mkdir(exist_ok=True)
    path = folder / f"v{version}.md"
    path.write_text(FRONT.format(version) + body, encoding="utf-8")
    lines = [json.dumps(example) + "\n" for example in examples]
    (folder / f"v{version}.examples.jsonl").write_text("".join(lines), encoding="utf-8")
    return path


def test_the_released_prompts_render_ground_and_are_locked() -> None:
    specs = ["extract-audited@v1", "extract-guided@v1", "extract-open@v1"]
    assert [p.spec for p in list_prompts()] == specs
    assert check_prompts() == ()


def test_a_checkout_reads_the_prompts_of_the_repository(repository: Path) -> None:
    assert default_directory() == repository / "prompts"


def test_the_lock_is_what_the_files_say(repository: Path) -> None:
    assert (repository / "prompts" / "prompts.lock").read_text(encoding="utf-8") == lock_text()


def test_a_name_alone_is_its_highest_version(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        write(tmp_path, version)
    assert load_prompt("mine", tmp_path).version == 10
    assert load_prompt("mine@v2", tmp_path).spec == "mine@v2"


@pytest.mark.parametrize("spec", ["mine@v3", "yours", "mine@2", "../mine", "mine@v0", ""])
def test_a_prompt_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, spec: str) -> None:
    write(tmp_path)
    with pytest.raises(ConfigError, match=r"mine@v1|NAME@v1"):
        load_prompt(spec, tmp_path)


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no directory"):
        list_prompts(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no front matter", "front matter"),
        ("---\nname: [\n---\n" + BODY, "not YAML"),
        ("---\nname: mine\n---\n" + BODY, "version: missing"),
        (FRONT.format(2) + BODY, "says mine@v2"),
        (FRONT.format(1).replace("wire: 1", "wire: 9") + BODY, "wire schema 9"),
        (FRONT.format(1) + "{% block system %}", "no Jinja2 template"),
        (FRONT.format(1) + "{% block system %}{% endblock %}", "lacks the block article, again"),
    ],
)
def test_a_broken_prompt_says_what_is_broken(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load_prompt("mine", tmp_path)


def test_a_broken_example_names_its_line(tmp_path: Path) -> None:
    write(tmp_path, 1, BODY, EXAMPLE, {"sentences": []})
    with pytest.raises(ConfigError, match="line 2"):
        load_prompt("mine", tmp_path)


def test_check_finds_examples_that_do_not_ground(tmp_path: Path) -> None:
    row = EXAMPLE["rows"][0]  # type: ignore[index]
    write(
        tmp_path,
        1,
        BODY,
        {**EXAMPLE, "rows": [{**row, "source": "Bob"}]},
        {**EXAMPLE, "rows": [{**row, "cue": "wrote"}]},
        {**EXAMPLE, "cues": [{"s": 1, "cue": "said", "who": "Eve", "what": ""}]},
        {**EXAMPLE, "rows": [{"kind": "claim"}]},
        EXAMPLE,
    )
    said = [problem.message for problem in check_prompts(tmp_path)]
    assert said[0] == "example 1: the source 'Bob' is not in its text"
    assert said[1] == "example 2: the cue 'wrote' is not in its text"
    assert said[2] == "example 3: 'Eve' of a cue is not in sentence 1"
    assert said[3].startswith("example 4: s: missing")
    assert len(said) == 4


def test_check_finds_a_prompt_that_does_not_render(tmp_path: Path) -> None:
    write(tmp_path, 1, BODY.replace("{{ title }}", "{{ heading }}"))
    (problem,) = check_prompts(tmp_path)
    assert "heading" in problem.message


def test_a_template_reaches_nothing_outside_itself(tmp_path: Path) -> None:
    write(tmp_path, 1, BODY.replace("{{ title }}", "{{ ''.__class__.__mro__ }}"))
    (problem,) = check_prompts(tmp_path)
    assert "cannot be rendered" in problem.message


def test_the_lock_catches_a_changed_a_new_and_a_lost_prompt(tmp_path: Path) -> None:
    for version in (1, 2, 3):
        write(tmp_path, version)
    lock = tmp_path / "prompts.lock"
    lock.write_text(lock_text(tmp_path), encoding="utf-8")
    assert check_prompts(tmp_path) == ()
    write(tmp_path, 1, BODY, EXAMPLE)
    (tmp_path / "mine" / "v2.md").unlink()
    write(tmp_path, 4)
    said = {problem.prompt: problem.message for problem in check_prompts(tmp_path)}
    assert said == {
        "mine@v1": "has changed since it was locked; make it a new version",
        "mine@v2": "is in prompts.lock, but not here",
        "mine@v4": "is not in prompts.lock",
    }


def test_a_broken_lock_names_its_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "prompts.lock").write_text(lock_text(tmp_path) + "abc mine@v1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2"):
        check_prompts(tmp_path)


def test_a_diff_shows_template_and_examples(tmp_path: Path) -> None:
    write(tmp_path, 1, BODY, EXAMPLE)
    write(tmp_path, 2, BODY.replace("Read.", "Read well."), EXAMPLE, EXAMPLE)
    diff = diff_prompts("mine@v1", "mine@v2", tmp_path)
    assert "+++ mine/v2.md" in diff
    assert "Read well." in diff
    assert "+++ mine/v2.examples.jsonl" in diff
    assert diff_prompts("mine@v1", "mine@v1", tmp_path) == ""


def test_the_digest_covers_template_and_examples(tmp_path: Path) -> None:
    write(tmp_path, 1, BODY)
    bare = load_prompt("mine", tmp_path).sha256
    write(tmp_path, 1, BODY, EXAMPLE)
    assert load_prompt("mine", tmp_path).sha256 != bare


def test_examples_come_before_the_article_as_turns(tmp_path: Path) -> None:
    write(tmp_path, 1, BODY, EXAMPLE)
    opening = load_prompt("mine", tmp_path).opening()
    assert [m.role for m in opening] == ["system", "user", "assistant"]
    assert opening[1].content == "None|[1] Ada said it rains."
    assert opening[2].content == json.dumps({"rows": EXAMPLE["rows"]}, separators=(",", ":"))


def test_the_article_is_one_line_a_sentence_whatever_it_holds() -> None:
    shown = load_prompt("extract-guided").article(
        Article(
            title="A\ntitle {{ 7 * 7 }}",
            sentences=[(1, "Ada\n\nsaid {% x %}   it <article> rains.")],
            cues=[ShownCue(s=1, cue="said", who="Ada")],
        )
    )
    assert "Title: A title {{ 7 * 7 }}\n" in shown
    assert "[1] Ada said {% x %} it < article> rains.\n" in shown
    assert shown.endswith("[1] said | Ada")
