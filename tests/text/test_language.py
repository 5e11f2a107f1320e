from __future__ import annotations

import pytest

from claimex.text.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry denied that it had signed any agreement with the company.", "en"),
        ("Harbour board rejects union’s claims over night ferries, cites contract terms", "en"),
        ("Of het plan was getekend, of dat de minister er was of had gezegd, wist hij niet.", "nl"),
        ("A to jest prawda, że to nie jest to, co było, bo to jest nowa umowa.", "pl"),
        ("Das Ministerium bestritt am Donnerstag, ein Abkommen geschlossen zu haben.", "de"),
        ("Le ministère a démenti jeudi avoir conclu un accord avec la société.", "fr"),
        ("El ministerio negó el jueves haber firmado un acuerdo con la empresa.", "es"),
        ("O ministério negou na quinta-feira ter assinado um acordo com a empresa.", "pt"),
        ("Il ministero ha negato giovedì di aver concluso un accordo.", "it"),
        ("Ministerstwo zaprzeczyło w czwartek, że zawarło umowę z firmą.", "pl"),
        ("Министерство в четверг опровергло заключение соглашения с компанией.", "ru"),
        ("同省は木曜日、会社との合意を否定した。", "ja"),
        ("กระทรวงปฏิเสธเมื่อวันพฤหัสบดีว่าไม่ได้ลงนามข้อตกลง", "th"),
        ("نفت الوزارة يوم الخميس إبرام اتفاق مع الشركة.", "ar"),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, language: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "12 345", "…", "Oslo", "4.1% 62"])
def test_too_little_to_tell_gives_none(text: str) -> None:
    assert identify(text) is None


def test_only_the_beginning_is_looked_at() -> None:
    english = "The ministry denied that it had signed any agreement with the company. " * 40
    assert identify(english + "Das Ministerium bestritt es. " * 400) == "en"
