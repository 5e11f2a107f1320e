"""Quotes are found in every script: right to left, without spaces, with combining characters."""

from __future__ import annotations

import unicodedata

import pytest

from claimex.assembly.grounding import Haystack, ground

TEXTS = {
    "Arabic": (
        "قالت وزيرة الداخلية يوم الاثنين إن الحكومة لم توقع أي اتفاق مع الجانب "
        "الآخر، وأضافت أن المحادثات مستمرة في العاصمة."
    ),
    "Hebrew": (
        "שרת הפנים אמרה ביום שני כי הממשלה לא חתמה על שום הסכם עם הצד השני, והוסיפה "
        "שהשיחות נמשכות בבירה."
    ),
    "Chinese": (
        "内政部长星期一对记者表示，政府没有与对方签署任何协议。她补充"
        "说，双方的会谈仍在首都继续进行，预计下周结束。"
    ),
    "Japanese": (
        "内務大臣は月曜日、記者団に対し、政府は相手国といかなる協定に"
        "も署名していないと述べた。協議は首都で続いている。"
    ),
    "Korean": (
        "내무부 장관은 월요일 기자들에게 정부가 상대국과 어떤 협정에도 "
        "서명하지 않았다고 말했다. 회담은 수도에서 계속되고 있다."
    ),
    "Thai": (
        "รัฐมนตรีมหาดไทยกล่าวเมื่อวันจันทร์ว่ารัฐบาลไม"
        "่ได้ลงนามในข้อตกลงใดกับอีกฝ่าย และการเจรจายังดำเนินต่อไปในเมืองหลวง"
    ),
    "Vietnamese": (
        "Bộ trưởng nội vụ nói với các phóng viên hôm thứ hai rằng chính phủ chưa ký "
        "bất kỳ thỏa thuận nào với phía bên kia."
    ),
    "Hindi": (
        "गृह मंत्री ने सोमवार को पत्रकारों से कहा कि सरकार ने दूसरे पक्ष के साथ "
        "किसी समझौते पर हस्ताक्षर नहीं किए हैं।"
    ),
    "Russian": (
        "Министр внутренних дел заявила журналистам в понедельник, что "
        "правительство не подписывало никакого соглашения."
    ),
    "German": (
        "Die Innenministerin sagte am Montag, die Regierung habe mit der anderen "
        "Seite kein großes Abkommen geschlossen."
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_quote_in_another_normal_form_is_found(language: str) -> None:
    text = TEXTS[language]
    cut = len(text) // 4
    while not text[cut].isspace() and language not in ("Chinese", "Japanese", "Thai"):
        cut += 1
    while unicodedata.category(text[cut])[0] == "M":
        cut += 1
    quote = text[cut:].strip()
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        span = ground(text, [unicodedata.normalize(form, quote)])[0]
        assert span is not None
        assert span.text.rstrip(".。।") == quote.rstrip(".。।")
        again = unicodedata.normalize(form, text)
        span = ground(again, [quote])[0]
        assert span is not None
        assert unicodedata.normalize("NFKC", span.text).rstrip(".。।") == (
            unicodedata.normalize("NFKC", quote).rstrip(".。।")
        )


@pytest.mark.parametrize(
    ("language", "quote", "expected"),
    [
        (
            "Arabic",
            "الحكومة لم توقع اتفاق مع الجانب الآخر",
            "الحكومة لم توقع أي اتفاق مع الجانب الآخر",
        ),
        ("Hebrew", "הממשלה לא חתמה על הסכם עם הצד השני", "הממשלה לא חתמה על שום הסכם עם הצד השני"),
        ("Chinese", "政府没有与对方签署协议。她补充说", "政府没有与对方签署任何协议。她补充说"),
        (
            "Japanese",
            "政府は相手国といかなる協定に署名していないと述べた",
            "政府は相手国といかなる協定にも署名していないと述べた",
        ),
        (
            "Korean",
            "정부가 상대국과 어떤 협정에 서명하지 않았다고 말했다",
            "정부가 상대국과 어떤 협정에도 서명하지 않았다고 말했다",
        ),
        (
            "Thai",
            "รัฐบาลไม่ได้ลงนามในข้อตกลงกับอีกฝ่าย",
            "รัฐบาลไม่ได้ลงนามในข้อตกลงใดกับอีกฝ่าย",
        ),
        (
            "Vietnamese",
            "chinh phu chưa ký bất kỳ thỏa thuận với phía bên kia",
            "chính phủ chưa ký bất kỳ thỏa thuận nào với phía bên kia",
        ),
        (
            "Hindi",
            "सरकार ने दूसरे पक्ष के साथ समझौते पर हस्ताक्षर नहीं किए",
            "सरकार ने दूसरे पक्ष के साथ किसी समझौते पर हस्ताक्षर नहीं किए",
        ),
        (
            "Russian",
            "что правительство не подписывало соглашения",
            "что правительство не подписывало никакого соглашения",
        ),
    ],
)
def test_nearly_the_words_are_found(language: str, quote: str, expected: str) -> None:
    text = TEXTS[language]
    found = Haystack(text).find(quote)
    assert found is not None
    assert (text[found.start : found.end], found.alignment) == (expected, "fuzzy")


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("Arabic", "الحكومة توقع أي اتفاق مع الجانب الآخر"),
        ("Hebrew", "הממשלה חתמה על שום הסכם עם הצד השני"),
        ("Chinese", "政府与对方签署任何协议。她补充说"),
        ("Korean", "정부가 상대국과 어떤 협정에도 서명했다고 말했다"),
        ("Thai", "รัฐบาลได้ลงนามในข้อตกลงใดกับอีกฝ่าย"),
        ("Vietnamese", "chính phủ ký bất kỳ thỏa thuận nào với phía bên kia"),
        ("German", "die Regierung habe mit der anderen Seite großes Abkommen geschlossen"),
    ],
)
def test_a_negation_left_out_is_refused(language: str, quote: str) -> None:
    assert ground(TEXTS[language], [quote]) == [None]


def test_names_in_scripts_without_spaces_need_no_word_border() -> None:
    span = ground("公司周三表示，張偉否認了指控。", ["張偉"])[0]
    assert span is not None
    assert (span.start, span.end) == (7, 9)


def test_written_characters_of_several_code_points_stay_whole() -> None:
    text = "Signed 👩🏽\u200d⚖️ by 🇵🇪🇨🇱 and 한국"
    assert ground(text, ["👩", "🇪🇨", "한", "🇨🇱"])[:2] == [None, None]
    flag = ground(text, ["🇨🇱"])[0]
    assert flag is not None
    assert flag.text == "🇨🇱"
